/** Structured logs: JSON, one line each, on standard error; readable lines when that is a terminal. */
import type { Log } from '@hallpass/server';
import pino from 'pino';

export function createLog(): Log {
  const destination = pino.destination({ dest: 2, sync: true });
  if (process.stderr.isTTY !== true) {
    const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
    return {
      info: (fields, message) => logger.info(fields, message),
      warn: (fields, message) => logger.warn(fields, message),
      error: (fields, message) => logger.error(errorAsData(fields), message),
    };
  }
  const line = (level: string) => (fields: Readonly<Record<string, unknown>>, message: string) => {
    const values = Object.entries(errorAsData(fields)).map(([name, value]) => `${name}=${value}`);
    process.stderr.write(`${new Date().toISOString()} ${level} ${message} ${values.join(' ')}\n`);
  };
  return { info: line('info'), warn: line('warn'), error: line('error') };
}

/** An error's stack is what helps; its enumerable properties are none. */
function errorAsData(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof Error ? (value.stack ?? value.message) : value,
    ]),
  );
}
