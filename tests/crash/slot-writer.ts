/**
 * A client that writes into slots of its own and keeps book of what was acknowledged. After a crash
 * each slot must hold what was acknowledged last, or what was under way.
 */
import { createHash } from 'node:crypto';

/** What a slot may hold: the digest of its content, or nothing. */
export type Content = string | undefined;

export interface Slot {
  readonly key: string;
  acknowledged: Content;
  /** Present while a write is under way, and after a crash until the slot was judged. */
  underWay?: { readonly content: Content };
}

export function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Bytes that are told apart by their seed wherever they are cut. */
export function bytesOf(seed: string, length: number): Buffer {
  const block = createHash('sha512').update(seed).digest();
  return Buffer.alloc(length, block);
}

/** Does a write; a refusal that the connection broke leaves the slot in doubt. */
export async function write(
  slot: Slot,
  content: Content,
  send: () => Promise<unknown>,
): Promise<void> {
  slot.underWay = { content };
  await send();
  slot.acknowledged = content;
  delete slot.underWay;
}

/** The fault, if there is one; what was found is what holds from now on. */
export function judge(slot: Slot, found: Content): string | undefined {
  const { underWay, acknowledged, key } = slot;
  const good = found === acknowledged || (underWay !== undefined && found === underWay.content);
  slot.acknowledged = found;
  delete slot.underWay;
  if (good) return undefined;
  const told = (content: Content): string => content?.slice(0, 8) ?? 'nothing';
  const doubt = underWay === undefined ? '' : `, ${told(underWay.content)} under way`;
  return `${key} holds ${told(found)}: acknowledged was ${told(acknowledged)}${doubt}`;
}
