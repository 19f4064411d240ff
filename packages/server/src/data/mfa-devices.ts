/**
 * Virtual MFA devices: TOTP seeds of users and of the root user (RFC 6238: SHA-1, six digits, 30
 * s). Pages: IAM UG "Assign MFA devices in the AWS CLI or AWS API", "Resynchronize virtual and
 * hardware MFA devices".
 *
 * INVARIANT: `lastStep` only grows, so that no code is ever good twice.
 */
import type { Eventually, ReadTransaction, Transaction } from '@hallpass/store';
import { Secret, TOTP } from 'otpauth';
import { parseArn } from './arns.ts';
import type { AttemptLimit } from './attempt-limit.ts';
import { createAttemptLimit } from './attempt-limit.ts';
import { touchAccount } from './generations.ts';
import type { Page, TaggedRecord } from './identities.ts';
import { listFiltered, nameKey } from './identities.ts';
import type { Secrets } from './secrets.ts';
import { openText, sealText } from './secrets.ts';

export type MfaDeviceRecord = TaggedRecord & {
  readonly accountId: string;
  readonly name: string;
  readonly path: string;
  /** arn:aws:iam::ACCOUNT:mfa/path/name */
  readonly serialNumber: string;
  readonly createdAtMs: number;
  /** The base32 text, sealed under the master key. */
  readonly sealedSeed: string;
  /** The newest time step whose code was taken. */
  readonly lastStep?: number;
  /** Whose it is since it was enabled. */
  readonly assignment?: MfaAssignment;
};

export type MfaAssignment = {
  /** Absent for the root user. */
  readonly userId?: string;
  readonly enabledAtMs: number;
  /** Steps by which the device's clock differs from ours, as learnt when codes were synchronized. */
  readonly driftSteps: number;
};

const purpose = 'mfa-seed';

export function sealMfaSeed(secrets: Secrets, base32: string): string {
  return sealText(secrets, purpose, base32);
}

function openMfaSeed(secrets: Secrets, device: MfaDeviceRecord): string {
  const seed = openText(secrets, purpose, device.sealedSeed);
  if (seed === undefined) throw new Error('an MFA seed was sealed under another master key');
  return seed;
}

function deviceKey(accountId: string, pathAndName: string): readonly string[] {
  return ['mfa-device', accountId, nameKey(pathAndName)];
}

/** The device of this path and name, ignoring case: what a new one would collide with. */
export function findMfaDeviceNamed(
  tx: ReadTransaction,
  accountId: string,
  pathAndName: string,
): Eventually<MfaDeviceRecord | undefined> {
  return tx.get<MfaDeviceRecord>(deviceKey(accountId, pathAndName));
}

export async function findMfaDevice(
  tx: ReadTransaction,
  serialNumber: string,
): Promise<MfaDeviceRecord | undefined> {
  const parts = parseArn(serialNumber);
  if (parts?.service !== 'iam' || !parts.resource.startsWith('mfa/')) return undefined;
  const device = await findMfaDeviceNamed(tx, parts.accountId, parts.resource.slice(3));
  return device?.serialNumber === serialNumber ? device : undefined;
}

function writeDevice(tx: Transaction, device: MfaDeviceRecord): void {
  tx.put(deviceKey(device.accountId, device.path + device.name), device);
}

export function putMfaDevice(tx: Transaction, device: MfaDeviceRecord): void {
  writeDevice(tx, device);
  touchAccount(tx, device.accountId);
}

export function deleteMfaDevice(tx: Transaction, device: MfaDeviceRecord): void {
  tx.delete(deviceKey(device.accountId, device.path + device.name));
  touchAccount(tx, device.accountId);
}

export async function listMfaDevices(
  tx: ReadTransaction,
  accountId: string,
  options: {
    readonly after?: string;
    readonly limit: number;
    keeps(device: MfaDeviceRecord): boolean;
  },
): Promise<Page<MfaDeviceRecord>> {
  return listFiltered<MfaDeviceRecord>(tx, ['mfa-device', accountId], options);
}

/** Users may have eight each; what is beyond this bound is not counted. */
const countedMax = 50_000;

export async function countMfaDevices(
  tx: ReadTransaction,
  accountId: string,
): Promise<{ readonly all: number; readonly inUse: number }> {
  const entries = await tx.scan<MfaDeviceRecord>({
    prefix: ['mfa-device', accountId],
    limit: countedMax,
  });
  const inUse = entries.filter(({ value }) => value.assignment !== undefined).length;
  return { all: entries.length, inUse };
}

const stepMs = 30_000;
/** Steps before and after the expected one whose codes are taken, as RFC 6238 §5.2 advises. */
const stepsAround = 1;
/** The same while synchronizing, when two consecutive codes make a guess much harder. */
const synchronizingStepsAround = 20;

function totpOf(secrets: Secrets, device: MfaDeviceRecord): TOTP {
  const secret = Secret.fromBase32(openMfaSeed(secrets, device));
  return new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: stepMs / 1000 });
}

/** The step near `nearStep` whose code this is. */
function stepOf(
  totp: TOTP,
  code: string,
  near: { readonly step: number; readonly around: number },
): number | undefined {
  const delta = totp.validate({
    token: code,
    timestamp: near.step * stepMs,
    window: near.around,
  });
  return delta === null ? undefined : near.step + delta;
}

/**
 * Two consecutive codes of the device: what it is when enabled or synchronized, both codes taken.
 * `undefined` when they are not two consecutive, unused codes of about now.
 */
export function synchronizeMfaDevice(
  secrets: Secrets,
  device: MfaDeviceRecord,
  attempt: { readonly codes: readonly [string, string]; readonly nowMs: number },
): { readonly lastStep: number; readonly driftSteps: number } | undefined {
  const totp = totpOf(secrets, device);
  const now = Math.floor(attempt.nowMs / stepMs);
  const first = stepOf(totp, attempt.codes[0], { step: now, around: synchronizingStepsAround });
  if (first === undefined || first <= (device.lastStep ?? -1)) return undefined;
  const last = stepOf(totp, attempt.codes[1], { step: first + 1, around: 0 });
  if (last === undefined) return undefined;
  // One step off is what the time between two codes makes, and within what is taken anyway.
  const drift = last - now;
  return { lastStep: last, driftSteps: Math.abs(drift) <= stepsAround ? 0 : drift };
}

export interface MfaAttempt {
  readonly serialNumber: string;
  readonly code: string;
  readonly nowMs: number;
  /** Who shows the code; without `userId`, the root user of the account. */
  readonly owner: { readonly accountId: string; readonly userId?: string };
}

/** `no-device`: no enabled device of this serial number is the owner's. */
export type MfaOutcome = 'valid' | 'invalid' | 'no-device';

interface GoodCode {
  readonly device: MfaDeviceRecord;
  readonly step: number;
}

/** A code of six digits, of which three are good, must not be found by trying. */
const attemptLimits = new WeakMap<Secrets, AttemptLimit>();

function attemptLimit(secrets: Secrets): AttemptLimit {
  const known = attemptLimits.get(secrets);
  if (known !== undefined) return known;
  const limit = createAttemptLimit({ failuresMax: 10, pauseMs: 300_000 });
  attemptLimits.set(secrets, limit);
  return limit;
}

async function findGoodCode(
  tx: ReadTransaction,
  secrets: Secrets,
  attempt: MfaAttempt,
): Promise<GoodCode | 'invalid' | 'no-device'> {
  const { owner, code, nowMs } = attempt;
  const device = await findMfaDevice(tx, attempt.serialNumber);
  const assignment = device?.assignment;
  if (device === undefined || assignment === undefined) return 'no-device';
  if (device.accountId !== owner.accountId || assignment.userId !== owner.userId) {
    return 'no-device';
  }
  const limit = attemptLimit(secrets);
  if (limit.isBlocked(device.serialNumber, nowMs)) return 'invalid';
  const expected = Math.floor(nowMs / stepMs) + assignment.driftSteps;
  const step = stepOf(totpOf(secrets, device), code, { step: expected, around: stepsAround });
  if (step === undefined || step <= (device.lastStep ?? -1)) {
    limit.noteFailure(device.serialNumber, nowMs);
    return 'invalid';
  }
  limit.noteSuccess(device.serialNumber);
  return { device, step };
}

/** Whether the code is good now and was not used yet. It stays good until it is consumed. */
export async function checkMfaCode(
  tx: ReadTransaction,
  secrets: Secrets,
  attempt: MfaAttempt,
): Promise<MfaOutcome> {
  const found = await findGoodCode(tx, secrets, attempt);
  return typeof found === 'string' ? found : 'valid';
}

/** Takes the code, which is refused from then on, with all that came before it. */
export async function verifyMfaCode(
  tx: Transaction,
  secrets: Secrets,
  attempt: MfaAttempt,
): Promise<MfaOutcome> {
  const found = await findGoodCode(tx, secrets, attempt);
  if (typeof found === 'string') return found;
  const { device, step } = found;
  // No policy looks at this: caches of the account stay valid.
  writeDevice(tx, { ...device, lastStep: step });
  return 'valid';
}

/** `verifyMfaCode` for those who have checked already: false when another request was faster. */
export async function consumeMfaCode(
  tx: Transaction,
  secrets: Secrets,
  attempt: MfaAttempt,
): Promise<boolean> {
  return (await verifyMfaCode(tx, secrets, attempt)) === 'valid';
}
