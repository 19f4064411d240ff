/**
 * Addresses and ranges. Page: IAM UG "Condition operators", "IP address condition operators": "The
 * value must be in the standard CIDR format. If you specify an IP address without the associated
 * routing prefix, IAM uses the default prefix value of /32", and /128 for version 6.
 */

interface Address {
  readonly bits: string;
}

const binary = (value: number, length: number): string => value.toString(2).padStart(length, '0');

function version4(text: string): string | undefined {
  const parts = text.split('.');
  const isWhole = parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
  return parts.length === 4 && isWhole
    ? parts.map((part) => binary(Number(part), 8)).join('')
    : undefined;
}

/** RFC 4291, form 3: the last two groups may be written as a version 4 address. */
function withoutDots(text: string): string {
  const start = text.lastIndexOf(':') + 1;
  const bits = version4(text.slice(start));
  if (bits === undefined) return text;
  const groups = [bits.slice(0, 16), bits.slice(16)].map((group) =>
    parseInt(group, 2).toString(16),
  );
  return text.slice(0, start) + groups.join(':');
}

/** RFC 4291: eight groups of four hexadecimal digits; `::` stands for the zeros left out. */
function version6(written: string): string | undefined {
  const text = withoutDots(written);
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const groupsOf = (half: string | undefined): string[] => (half ? half.split(':') : []);
  const head = groupsOf(halves[0]);
  const tail = groupsOf(halves[1]);
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.map((group) => binary(parseInt(group, 16), 16)).join('');
}

function addressOf(text: string): Address | undefined {
  const bits = text.includes(':') ? version6(text) : version4(text);
  return bits === undefined ? undefined : { bits };
}

export function isInRange(requested: string, written: string): boolean {
  const [base = '', prefix, ...rest] = written.split('/');
  if (rest.length > 0 || (prefix !== undefined && !/^\d+$/.test(prefix))) return false;
  const [address, range] = [addressOf(requested), addressOf(base)];
  if (address === undefined || range === undefined) return false;
  // A version 4 address is in no version 6 range, nor the other way round.
  if (address.bits.length !== range.bits.length) return false;
  const length = prefix === undefined ? range.bits.length : Number(prefix);
  if (length > range.bits.length) return false;
  return address.bits.slice(0, length) === range.bits.slice(0, length);
}
