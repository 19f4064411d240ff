import { expect, test } from 'vitest';
import { ConsoleApiError } from './console-api.ts';
import { errorText, mayRetry } from './errors.ts';

function sdkError(name: string, message: string, more: object = {}): Error {
  return Object.assign(new Error(message), { name, $metadata: { requestId: 'r-1' } }, more);
}

test('AWS’s own message and code stay as they are', () => {
  const message = 'The user with name Bob cannot be found.';
  expect(errorText(sdkError('NoSuchEntityException', message))).toEqual({
    header: 'The request was refused',
    message,
    code: 'NoSuchEntity',
    requestId: 'r-1',
    isDenial: false,
    isSessionEnd: false,
  });
});

test('a denial is known as one, and carries what explains it', () => {
  const error = sdkError('AccessDenied', 'User: x is not …', { EncodedMessage: 'sealed' });
  expect(errorText(error)).toMatchObject({
    header: 'Access denied',
    isDenial: true,
    encodedMessage: 'sealed',
  });
  const failure = { code: 'AccessDenied', message: 'no', requestId: 'r', encodedMessage: 'e' };
  expect(errorText(new ConsoleApiError(failure))).toMatchObject({
    isDenial: true,
    encodedMessage: 'e',
  });
});

test('the end of a session is known by each service’s word for it', () => {
  for (const name of ['ExpiredToken', 'ExpiredTokenException', 'InvalidClientTokenId']) {
    expect(errorText(sdkError(name, 'over')).isSessionEnd).toBe(true);
  }
});

test('only a server that does not answer is asked again', () => {
  const gone = new TypeError('Failed to fetch');
  expect(errorText(gone).code).toBe('Unreachable');
  expect(mayRetry(0, gone)).toBe(true);
  expect(mayRetry(2, gone)).toBe(false);
  expect(mayRetry(0, sdkError('AccessDenied', 'no'))).toBe(false);
});
