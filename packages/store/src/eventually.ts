/**
 * Answers that may be at hand. A store that keeps what was read lately has most of them, and a turn
 * of the microtask queue for each would cost a request more than the look-ups themselves. Code that
 * is seldom asked just awaits them; what every request goes through goes on at once where it can.
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
