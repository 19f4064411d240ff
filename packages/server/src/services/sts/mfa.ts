/**
 * MFA parameters of AssumeRole and GetSessionToken: the code is checked before the policies are
 * asked, since they may ask for it, and used up before credentials are handed out. Page: IAM UG
 * "Secure API access with MFA".
 */
import type { Eventually, ReadTransaction, Transaction } from '@hallpass/store';
import { failWith } from '@hallpass/wire';
import type { AuthenticatedCaller } from '../../authenticate/caller.ts';
import { checkMfaCode, consumeMfaCode } from '../../data/mfa-devices.ts';
import type { RequestInfo } from '../../operation.ts';

export interface MfaInput {
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
}

interface MfaRequest {
  readonly caller: AuthenticatedCaller;
  readonly input: MfaInput;
}

const invalidCode = 'MultiFactorAuthentication failed with invalid MFA one time pass code. ';
const incomplete =
  'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.';
const invalidSerial =
  'MultiFactorAuthentication failed, unable to validate MFA code.  ' +
  'Please verify your MFA serial number is valid and associated with this user.';

/** Whose devices count: those of the user or root user who holds long-term keys. */
function ownDevice(
  caller: AuthenticatedCaller,
): { accountId: string; userId?: string } | undefined {
  if (caller.session !== undefined) return undefined;
  if (caller.kind === 'root') return { accountId: caller.accountId };
  return { accountId: caller.accountId, userId: caller.userId };
}

/** `true` when a valid code was shown, `false` when none was; a wrong one throws AccessDenied. */
export function mfaShown(
  tx: ReadTransaction,
  context: RequestInfo,
  request: MfaRequest,
): Eventually<boolean> {
  const { SerialNumber: serialNumber, TokenCode: code } = request.input;
  if (serialNumber === undefined && code === undefined) return false;
  return validMfaShown(tx, context, request);
}

async function validMfaShown(
  tx: ReadTransaction,
  context: RequestInfo,
  request: MfaRequest,
): Promise<true> {
  const { SerialNumber: serialNumber, TokenCode: code } = request.input;
  if (serialNumber === undefined || code === undefined) {
    throw failWith('AccessDenied', incomplete);
  }
  const owner = ownDevice(request.caller);
  if (owner === undefined) throw failWith('AccessDenied', invalidSerial);
  const { secrets } = context.server;
  const outcome = await checkMfaCode(tx, secrets, {
    owner,
    serialNumber,
    code,
    nowMs: context.nowMs,
  });
  if (outcome === 'no-device') throw failWith('AccessDenied', invalidSerial);
  if (outcome === 'invalid') throw failWith('AccessDenied', invalidCode);
  return true;
}

/** Uses the code up; of two requests with the same code one fails. */
export async function useMfaCode(
  tx: Transaction,
  context: RequestInfo,
  request: MfaRequest,
): Promise<void> {
  const owner = ownDevice(request.caller);
  const { SerialNumber: serialNumber, TokenCode: code } = request.input;
  if (owner === undefined || serialNumber === undefined || code === undefined) return;
  const { secrets } = context.server;
  const used = await consumeMfaCode(tx, secrets, {
    owner,
    serialNumber,
    code,
    nowMs: context.nowMs,
  });
  if (!used) throw failWith('AccessDenied', invalidCode);
}
