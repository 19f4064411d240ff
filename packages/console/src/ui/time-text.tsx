/** Moments and spans as text. The full moment stands in the title. */
import type { JSX } from 'react';

const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** `3 days ago` */
export function ago(date: Date, nowMs: number = Date.now()): string {
  const seconds = Math.round((date.getTime() - nowMs) / 1000);
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return relative.format(Math.round(seconds / size), unit);
}

export function momentText(date: Date): string {
  return moment.format(date);
}

export function Moment({ date }: { readonly date: Date | undefined }): JSX.Element {
  if (date === undefined) return <>-</>;
  return (
    <time dateTime={date.toISOString()} title={date.toISOString()}>
      {momentText(date)}
    </time>
  );
}

export function Ago({ date }: { readonly date: Date | undefined }): JSX.Element {
  if (date === undefined) return <>-</>;
  return (
    <time dateTime={date.toISOString()} title={momentText(date)}>
      {ago(date)}
    </time>
  );
}
