/**
 * What may be at hand: most bodies have arrived when they are asked for, and most checksums are
 * computed at once. `@hallpass/store` has the same for what it reads; neither package knows the
 * other.
 */

/** `await` takes both. */
export type Eventually<T> = T | Promise<T>;

/** Goes on with the value when it is there: now, or later. */
export function whenReady<T, U>(
  value: Eventually<T>,
  goOn: (value: T) => Eventually<U>,
): Eventually<U> {
  return value instanceof Promise ? value.then(goOn) : goOn(value);
}
