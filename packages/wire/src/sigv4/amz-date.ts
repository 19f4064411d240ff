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

const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function isDay(year: number, month: number, day: number): boolean {
  const days = daysInMonth[month - 1];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return days !== undefined && day >= 1 && day <= days && (month !== 2 || day < 29 || isLeap);
}

/** Milliseconds of `YYYYMMDDTHHMMSSZ`, or undefined when it is not one or names no real instant. */
export function parseAmzDate(text: string): number | undefined {
  if (text.length !== 16 || text[8] !== 'T' || text[15] !== 'Z') {
    return undefined;
  }
  const year = digitsAt(text, 0, 4);
  const month = digitsAt(text, 4, 6);
  const day = digitsAt(text, 6, 8);
  const hour = digitsAt(text, 9, 11);
  const minute = digitsAt(text, 11, 13);
  const second = digitsAt(text, 13, 15);
  // NaN, which stands for a non-digit, fails every comparison; years below 100 mean 19xx to UTC.
  const isTime = hour <= 23 && minute <= 59 && second <= 59 && year >= 100;
  return isTime && isDay(year, month, day)
    ? Date.UTC(year, month - 1, day, hour, minute, second)
    : undefined;
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
