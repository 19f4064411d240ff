/**
 * Dates. Page: IAM UG "Condition operators", "Date condition operators": "one of the W3C
 * implementations of the ISO 8601 date formats, or epoch (UNIX) time", in seconds.
 */

const date = '(\\d{4})(?:-(\\d\\d))?(?:-(\\d\\d))?';
const time = '(\\d\\d):(\\d\\d)(?::(\\d\\d)(\\.\\d+)?)?';
const zone = '(Z|[+-]\\d\\d:\\d\\d)';
const form = new RegExp(`^${date}(?:T${time}${zone})?$`);

function offsetMinutes(written: string): number {
  if (written === 'Z') return 0;
  const minutes = Number(written.slice(1, 3)) * 60 + Number(written.slice(4, 6));
  return written.startsWith('-') ? -minutes : minutes;
}

/** Milliseconds since 1970. */
export function instantOf(written: string): number | undefined {
  if (/^\d{5,}$/.test(written)) return Number(written) * 1000;
  const parts = form.exec(written);
  if (parts === null) return undefined;
  const [, year, month = '1', day = '1', hour = '0', minute = '0', second = '0', fraction = '0'] =
    parts;
  const daysOfMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const isDay = Number(day) >= 1 && Number(day) <= daysOfMonth;
  const isMonth = Number(month) >= 1 && Number(month) <= 12;
  const isTime = Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= 59;
  if (!isMonth || !isDay || !isTime) return undefined;
  const wholeMs = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute) - offsetMinutes(parts[8] ?? 'Z'),
    Number(second),
  );
  return wholeMs + Number(fraction) * 1000;
}
