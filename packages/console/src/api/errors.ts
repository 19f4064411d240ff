/**
 * From whatever a call failed with to what a person reads: in one place, so that every page says
 * it the same way. AWS's own message stays unchanged.
 */
import { ConsoleApiError } from './console-api.ts';

export interface ErrorText {
  /** What it is about, in a few words. */
  readonly header: string;
  /** The server's own message. */
  readonly message: string;
  /** AWS's code. */
  readonly code: string;
  readonly requestId?: string;
  /** A policy refused it: there is a reason to be shown. */
  readonly isDenial: boolean;
  /** The session is over; nothing helps but signing in. */
  readonly isSessionEnd: boolean;
  readonly encodedMessage?: string;
}

interface SdkError extends Error {
  /** Of denials, beyond what AWS sends. */
  readonly EncodedMessage?: string;
  readonly $metadata?: { readonly requestId?: string; readonly httpStatusCode?: number };
}

const denials: readonly string[] = ['AccessDenied', 'AccessDeniedException', 'Forbidden'];
const sessionEnds: readonly string[] = [
  'SessionEnded',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'InvalidToken',
  'UnrecognizedClientException',
];

function headerOf(code: string): string {
  if (denials.includes(code)) return 'Access denied';
  if (sessionEnds.includes(code)) return 'Your session has ended';
  if (code === 'Unreachable') return 'No answer';
  return 'The request was refused';
}

function described(code: string, message: string): Omit<ErrorText, 'requestId'> {
  return {
    header: headerOf(code),
    message: message === '' ? code : message,
    code,
    isDenial: denials.includes(code),
    isSessionEnd: sessionEnds.includes(code),
  };
}

export function errorText(error: unknown): ErrorText {
  if (error instanceof ConsoleApiError) {
    const { code, message, requestId, encodedMessage } = error.failure;
    return {
      ...described(code, message),
      requestId,
      ...(encodedMessage === undefined ? {} : { encodedMessage }),
    };
  }
  if (!(error instanceof Error)) return described('Unknown', String(error));
  const { name, message, $metadata, EncodedMessage: encodedMessage } = error as SdkError;
  if (name === 'TypeError' && /fetch/i.test(message)) {
    return described('Unreachable', 'The server does not answer. Check that it runs, then retry.');
  }
  // The SDK adds "Exception" to names that the wire does not have.
  const code = name.endsWith('Exception') ? name.slice(0, -'Exception'.length) : name;
  const { requestId } = $metadata ?? {};
  return {
    ...described(code, message),
    ...(requestId === undefined ? {} : { requestId }),
    ...(encodedMessage === undefined ? {} : { encodedMessage }),
  };
}

/** Whether asking again may help: not when a policy or the input is the reason. */
export function mayRetry(failures: number, error: unknown): boolean {
  return failures < 2 && errorText(error).code === 'Unreachable';
}
