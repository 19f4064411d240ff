/**
 * What happened at the console's door, as CloudTrail records of an account: ConsoleLogin,
 * SwitchRole, ExitRole and their kin. Pages: CloudTrail UG "AWS Management Console sign-in events",
 * "userIdentity element". Kept as long as CloudTrail's event history, and bounded.
 */
import type { Json, ReadTransaction, Transaction } from '@hallpass/store';

export type SignInEvent = { readonly [name: string]: Json | undefined } & {
  readonly eventID: string;
  readonly eventName: string;
  readonly eventTime: string;
};

const keptMs = 90 * 86_400_000;
const keptMax = 10_000;
/** Too old ones that go with each new one. */
const sweptMax = 20;

function prefixOf(accountId: string): readonly string[] {
  return ['sign-in-event', accountId];
}

export async function addSignInEvent(
  tx: Transaction,
  accountId: string,
  { atMs, event }: { readonly atMs: number; readonly event: SignInEvent },
): Promise<void> {
  const prefix = prefixOf(accountId);
  const count = (await tx.get<number>(['sign-in-events', accountId])) ?? 0;
  const oldest = await tx.scan({ prefix, limit: sweptMax });
  const surplus = count + 1 - keptMax;
  const swept = oldest.filter(({ key }, at) => at < surplus || (key[2] as number) < atMs - keptMs);
  for (const { key } of swept) tx.delete(key);
  tx.put([...prefix, atMs, event.eventID], event);
  tx.put(['sign-in-events', accountId], count + 1 - swept.length);
}

/** Newest first. */
export async function listSignInEvents(
  tx: ReadTransaction,
  accountId: string,
  limit: number,
): Promise<readonly SignInEvent[]> {
  const entries = await tx.scan<SignInEvent>({
    prefix: prefixOf(accountId),
    limit,
    reverse: true,
  });
  return entries.map(({ value }) => value);
}
