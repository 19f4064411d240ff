/** Failures of questions to a server, in a line that says what to do. */
import { Failure } from '../failure.ts';
import { withoutSteering } from '../terminal.ts';

/** Beside 1, which `hallpass can` answers for no. */
export const couldNotAsk = 2;

const unreachable = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ECONNRESET|ETIMEDOUT)$/;

export function failureOf(error: unknown, options: { readonly endpoint: string }): unknown {
  if (error instanceof Failure || !(error instanceof Error)) return error;
  const { code } = error as Error & { readonly code?: unknown };
  if (typeof code === 'string' && unreachable.test(code)) {
    return new Failure(`no server answers at ${options.endpoint}`, couldNotAsk);
  }
  if (error.name === 'CredentialsProviderError') {
    return new Failure(
      'there are no AWS credentials to ask with: give --profile, and name the credentials file in ' +
        'AWS_SHARED_CREDENTIALS_FILE',
      couldNotAsk,
    );
  }
  return new Failure(withoutSteering(error.message), couldNotAsk);
}
