/**
 * Which operations temporary credentials may call at all, whatever policies say. Pages: IAM UG
 * "Compare AWS STS credentials"; STS API Reference "GetFederationToken", "GetSessionToken".
 */
import type { AwsError } from '@hallpass/wire';
import { failWith } from '@hallpass/wire';
import type { AuthenticatedCaller } from '../authenticate/caller.ts';
import type { SessionRecord } from '../authenticate/session-token.ts';

const onlyWithLongTermKeys: readonly string[] = ['GetFederationToken', 'GetSessionToken'];

/** Of STS, a GetSessionToken session may call these; a federated user only the second. */
const withSessionToken: readonly string[] = ['AssumeRole', 'GetCallerIdentity'];
const withFederation: readonly string[] = ['GetCallerIdentity'];

function stsLimit(operation: string, caller: AuthenticatedCaller): AwsError | undefined {
  const { session } = caller;
  if (session === undefined) return undefined;
  if (onlyWithLongTermKeys.includes(operation)) {
    return failWith('AccessDenied', `Cannot call ${operation} with session credentials`);
  }
  if (isConsole(session)) return undefined;
  const limited =
    (session.kind === 'session-token' && !withSessionToken.includes(operation)) ||
    (session.kind === 'federated-user' && !withFederation.includes(operation));
  if (!limited) return undefined;
  return failWith('AccessDenied', `Cannot call ${operation} with session credentials`);
}

/** As AWS's table has it, these limits "do not apply to console sessions". */
function isConsole(session: SessionRecord): boolean {
  return session.consoleSessionId !== undefined;
}

/** IAM takes a GetSessionToken session only when it was made with MFA, a federated user never. */
function iamLimit(caller: AuthenticatedCaller): AwsError | undefined {
  const { session } = caller;
  if (session === undefined || session.kind === 'assumed-role') return undefined;
  if (isConsole(session)) return undefined;
  if (session.kind === 'session-token' && session.mfaAtMs !== undefined) return undefined;
  return failWith('InvalidClientTokenId');
}

/** The refusal, or `undefined` when the credentials are of a kind that may call. */
export function credentialLimit(
  service: string,
  operation: string,
  caller: AuthenticatedCaller,
): AwsError | undefined {
  if (service === 'sts') return stsLimit(operation, caller);
  if (service === 'iam') return iamLimit(caller);
  return undefined;
}
