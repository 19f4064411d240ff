import { expect, test } from 'vitest';
import { createAttemptLimit } from './attempt-limit.ts';

const options = { failuresMax: 3, pauseMs: 1000 };

test('blocks after so many failures, until the pause is over', () => {
  const limit = createAttemptLimit(options);
  for (const at of [0, 1, 2]) {
    expect(limit.isBlocked('a', at)).toBe(false);
    limit.noteFailure('a', at);
  }
  expect(limit.isBlocked('a', 3)).toBe(true);
  expect(limit.isBlocked('b', 3)).toBe(false);
  expect(limit.isBlocked('a', 1001)).toBe(true);
  expect(limit.isBlocked('a', 1002)).toBe(false);
});

test('a success begins anew', () => {
  const limit = createAttemptLimit(options);
  limit.noteFailure('a', 0);
  limit.noteFailure('a', 0);
  limit.noteSuccess('a');
  limit.noteFailure('a', 0);
  expect(limit.isBlocked('a', 0)).toBe(false);
});

test('failures far apart do not add up', () => {
  const limit = createAttemptLimit(options);
  for (const at of [0, 2000, 4000, 6000]) limit.noteFailure('a', at);
  expect(limit.isBlocked('a', 6000)).toBe(false);
});
