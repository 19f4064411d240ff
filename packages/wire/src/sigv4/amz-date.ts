/**
 * The date forms of AWS signatures: ISO 8601 basic (`20130524T000000Z`), which enters the string
 * to sign, and the RFC 9110 forms of the Date header. Page: IAM UG "Elements of an AWS API request
 * signature", Date.
 */

function digitsAt(text: string, start: number, end: number): number {
  let value = 0;
  for (let index = start; index < end; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) {
      return Number.NaN;
    }
    value = value * 10 + digit;
  }
  return value;
}

/** Whether `text` is eight digits, the form of the scope's date. */
export function isScopeDate(text: string): boolean {
  return text.length === 8 && !Number.isNaN(digitsAt(text, 0, 8));
}

/** Milliseconds of `YYYYMMDDTHHMMSSZ`, or undefined when it is not one or names no real instant. */
export function parseAmzDate(text: string): number | undefined {
  if (text.length !== 16 || text[8] !== 'T' || text[15] !== 'Z') {
    return undefined;
  }
  const month = digitsAt(text, 4, 6);
  const day = digitsAt(text, 6, 8);
  const milliseconds = Date.UTC(
    digitsAt(text, 0, 4),
    month - 1,
    day,
    digitsAt(text, 9, 11),
    digitsAt(text, 11, 13),
    digitsAt(text, 13, 15),
  );
  // Date.UTC rolls 30 February over; such a date, like any non-digit, must not pass.
  return Number.isNaN(milliseconds) || formatAmzDate(milliseconds) !== text
    ? undefined
    : milliseconds;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

export function formatAmzDate(milliseconds: number): string {
  const date = new Date(milliseconds);
  const year = String(date.getUTCFullYear()).padStart(4, '0');
  const day = `${year}${two(date.getUTCMonth() + 1)}${two(date.getUTCDate())}`;
  const time = `${two(date.getUTCHours())}${two(date.getUTCMinutes())}${two(date.getUTCSeconds())}`;
  return `${day}T${time}Z`;
}

/** A Date header: RFC 9110, or ISO 8601 basic, which some signers put there. */
export function parseDateHeader(text: string): number | undefined {
  const basic = parseAmzDate(text);
  if (basic !== undefined) {
    return basic;
  }
  // Only the forms that begin with a day name; Date.parse alone would take almost anything.
  const comma = text.indexOf(',');
  if (text.length > 40 || comma < 3 || comma > 9 || !text.endsWith('GMT')) {
    return undefined;
  }
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
