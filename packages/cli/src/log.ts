/**
 * Structured logs on standard error: JSON, one line each; lines for people when that is a terminal.
 * Values may be what a caller sent, so nothing in them can end a line or steer a terminal.
 */
import type { Log } from '@hallpass/server';

type Fields = Readonly<Record<string, unknown>>;

/** An error's stack is what helps; its enumerable properties are none. */
function plain(value: unknown): unknown {
  return value instanceof Error ? (value.stack ?? value.message) : value;
}

export function jsonLine(level: string, fields: Fields, message: string): string {
  const entries = Object.entries(fields).map(([name, value]) => [name, plain(value)]);
  const time = new Date().toISOString();
  return `${JSON.stringify({ time, level, message, ...Object.fromEntries(entries) })}\n`;
}

const plainText = /^[!#-~]+$/;
const steering = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

function readable(value: unknown): string {
  const text = plain(value);
  if (typeof text === 'string' && plainText.test(text)) return text;
  const json = JSON.stringify(text) ?? 'undefined';
  return json.replace(
    steering,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export function readableLine(level: string, fields: Fields, message: string): string {
  const values = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}=${readable(value)}`);
  return `${new Date().toISOString()} ${level} ${message}${values.join('')}\n`;
}

export function createLog(): Log {
  const format = process.stderr.isTTY ? readableLine : jsonLine;
  // Who reads the log may go away; that is no reason to stop serving.
  process.stderr.on('error', () => undefined);
  const write = (level: string) => (fields: Fields, message: string) => {
    process.stderr.write(format(level, fields, message));
  };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
