/**
 * Scalars in text: XML elements, form fields, query parameters, headers. Reading is strict, since
 * what is guessed here would be decided on later; what does not parse is `Malformed`, and each
 * protocol gives that its own code. Timestamps:
 * https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html#timestamp-formats
 */
import type { Shape, TimestampFormat } from './shape.ts';

/** A value that is not of its type. Never leaves this package: each codec makes an `AwsError` of it. */
export class Malformed extends Error {
  readonly value: string;

  constructor(message: string, value = '') {
    super(message);
    this.name = 'Malformed';
    this.value = value;
  }
}

const decimal = /^[+-]?\d{1,16}$/;

/**
 * INVARIANT: no number of the services served has a fraction; the schemas cannot say integer or
 * float.
 */
export function parseInteger(text: string): number {
  const trimmed = text.trim();
  const value = Number(trimmed);
  // AWS's words, for the query services.
  if (trimmed === '') throw new Malformed('missing value for decimal type', text);
  if (!decimal.test(trimmed) || !Number.isSafeInteger(value)) {
    throw new Malformed('not an integer or within integer range', text);
  }
  return value;
}

/** As XML Schema has it, with AWS's words for anything else. */
export function parseBoolean(text: string): boolean {
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw new Malformed(
    text === '' ? 'missing value for boolean type' : 'boolean must follow xsd1.1 definition',
    text,
  );
}

const isoDateTime =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)?)?$/i;

function offsetMinutes(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z' || zone === 'z') return 0;
  const digits = zone.replace(':', '');
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return zone.startsWith('-') ? -minutes : minutes;
}

export function parseDateTime(text: string): Date {
  const match = isoDateTime.exec(text.trim());
  if (match === null) throw new Malformed('not a timestamp', text);
  const [year, month, day, hour, minute, second] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const milliseconds = Math.trunc(Number(match[7] ?? 0) * 1000);
  const utc = Date.UTC(year!, month! - 1, day, hour, minute, second, milliseconds);
  const local = new Date(utc);
  // `Date.UTC` takes 0 to 99 for years of the last century.
  if (year! < 100) local.setUTCFullYear(year!);
  // The calendar decides: 31 February rolls over and is refused.
  const rolled = local.getUTCMonth() !== month! - 1 || local.getUTCDate() !== day;
  if (rolled || hour! > 23 || minute! > 59 || second! > 59) {
    throw new Malformed('not a timestamp', text);
  }
  return new Date(local.getTime() - offsetMinutes(match[8]) * 60_000);
}

// The three forms of RFC 9110 §5.6.7. `Date.parse` alone would take nearly anything.
const httpDates = [
  /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d(\.\d{1,9})? GMT$/,
  /^[A-Z][a-z]+day, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/,
];

export function parseHttpDate(text: string): Date {
  const trimmed = text.trim();
  const form = httpDates.findIndex((pattern) => pattern.test(trimmed));
  const date = new Date(form === 2 ? `${trimmed} GMT` : trimmed);
  if (form < 0 || Number.isNaN(date.getTime())) throw new Malformed('not a timestamp', text);
  return date;
}

export function parseEpochSeconds(text: string): Date {
  if (!/^-?\d{1,12}(\.\d{1,9})?$/.test(text.trim())) throw new Malformed('not a timestamp', text);
  return new Date(Math.round(Number(text) * 1000));
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export function parseBase64(text: string): Uint8Array {
  const trimmed = text.trim();
  if (!base64.test(trimmed)) throw new Malformed('not base64', text);
  return new Uint8Array(Buffer.from(trimmed, 'base64'));
}

export type ReadText = (text: string) => unknown;

const timestampReaders: Readonly<Record<Exclude<TimestampFormat, 'default'>, ReadText>> = {
  'date-time': parseDateTime,
  'http-date': parseHttpDate,
  'epoch-seconds': parseEpochSeconds,
};

/** Reader of a scalar in text; `timestamp` is the form where the schema leaves it open. */
export function textReader(
  shape: Shape,
  timestamp: Exclude<TimestampFormat, 'default'>,
): ReadText | undefined {
  switch (shape.kind) {
    case 'string':
      return (text) => text;
    case 'number':
      return parseInteger;
    case 'boolean':
      return parseBoolean;
    case 'blob':
      return parseBase64;
    case 'timestamp':
      return timestampReaders[shape.format === 'default' ? timestamp : shape.format];
    default:
      return undefined;
  }
}

/** S3 prints `.000Z`, the query services no fraction at all. */
export type Milliseconds = 'always' | 'never';

const dayMs = 86_400_000;
let lastDay = Number.NaN;
let lastDayText = '';

const two = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));

/** `toISOString`, with the calendar of the last day kept: a listing prints a thousand of them. */
export function formatDateTime(value: Date, milliseconds: Milliseconds): string {
  const time = value.getTime();
  const day = Math.floor(time / dayMs);
  if (day !== lastDay) {
    lastDayText = value.toISOString().slice(0, -'00:00:00.000Z'.length);
    lastDay = day;
  }
  const rest = time - day * dayMs;
  const hour = two[Math.floor(rest / 3_600_000)];
  const minute = two[Math.floor(rest / 60_000) % 60];
  const second = two[Math.floor(rest / 1000) % 60];
  const seconds = `${lastDayText}${hour}:${minute}:${second}`;
  if (milliseconds === 'never') return `${seconds}Z`;
  return `${seconds}.${String(rest % 1000).padStart(3, '0')}Z`;
}

let lastHttpDay = Number.NaN;
let lastHttpDayText = '';

/** `toUTCString`, a fifth of its cost: every answer about an object has one. */
function formatHttpDate(value: Date): string {
  const time = value.getTime();
  const day = Math.floor(time / dayMs);
  if (day !== lastHttpDay) {
    lastHttpDayText = value.toUTCString().slice(0, -'00:00:00 GMT'.length);
    lastHttpDay = day;
  }
  const seconds = Math.floor((time - day * dayMs) / 1000);
  const hour = two[Math.floor(seconds / 3600)];
  const minute = two[Math.floor(seconds / 60) % 60];
  return `${lastHttpDayText}${hour}:${minute}:${two[seconds % 60]} GMT`;
}

export type WriteText = (value: unknown) => string;

/** How a protocol prints the timestamps whose form the schema leaves open. */
export interface TextStyle {
  readonly timestamp: Exclude<TimestampFormat, 'default'>;
  readonly milliseconds: Milliseconds;
}

function timestampWriter(format: TimestampFormat, style: TextStyle): WriteText {
  const chosen = format === 'default' ? style.timestamp : format;
  const write = (value: Date): string => {
    if (chosen === 'http-date') return formatHttpDate(value);
    if (chosen === 'epoch-seconds') return String(value.getTime() / 1000);
    return formatDateTime(value, style.milliseconds);
  };
  // A string passes as it is: S3 keeps an `Expires` that is no date and gives it back unchanged.
  return (value) => (typeof value === 'string' ? value : write(value as Date));
}

/** Writer of a scalar in text. */
export function textWriter(shape: Shape, style: TextStyle): WriteText | undefined {
  switch (shape.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return String;
    case 'blob':
      return (value) => bytesOf(value).toString('base64');
    case 'timestamp':
      return timestampWriter(shape.format, style);
    default:
      return undefined;
  }
}

export function bytesOf(value: unknown): Buffer {
  if (typeof value === 'string') return Buffer.from(value, 'utf8');
  const bytes = value as Uint8Array;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
