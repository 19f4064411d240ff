/**
 * The encoded authorization message of a denial: sealed, so that only this server opens it and only
 * for callers who may (sts:DecodeAuthorizationMessage). Nothing is stored. Page: STS API Reference
 * "DecodeAuthorizationMessage".
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Trace } from '@hallpass/policy';
import type { Secrets } from '../data/secrets.ts';

/** The shape AWS documents, and beneath it what else we know of the decision. */
export interface AuthorizationMessage {
  readonly allowed: boolean;
  readonly explicitDeny: boolean;
  readonly matchedStatements: { readonly items: readonly unknown[] };
  readonly failures: { readonly items: readonly unknown[] };
  readonly context: {
    readonly principal: { readonly id: string; readonly name: string; readonly arn: string };
    readonly action: string;
    readonly resource: string;
    readonly conditions: {
      readonly items: readonly {
        readonly key: string;
        readonly values: { readonly items: readonly { readonly value: string }[] };
      }[];
    };
  };
  readonly [name: string]: unknown;
}

/** AWS takes encoded messages of 1–10240 characters. */
export const encodedMessageCharactersMax = 10_240;
const messageBytesMax = 1024 * 1024;

/** Says which form it has. And a message that began with `-` would be an option on a command line. */
const formPrefix = '1';

/** The statements that made their policies say what they say. */
function applyingOnly(trace: Trace): Trace {
  const sets = trace.sets.map((set) => ({
    ...set,
    policies: set.policies
      .map((policy) => ({
        ...policy,
        statements: policy.statements.filter(({ applies }) => applies),
      }))
      .filter(({ statements }) => statements.length > 0),
  }));
  return { ...trace, sets };
}

/** Of the policies only what each level says, but for those that denied. */
function denyingOnly(trace: Trace): Trace {
  const sets = applyingOnly(trace).sets.map((set) =>
    set.outcome === 'explicit-deny' ? set : { ...set, policies: [] },
  );
  return { ...trace, sets };
}

/** Ever less of the trace, where all of it does not fit: what decided goes last. */
const shorter: readonly ((trace: Trace) => Trace)[] = [(trace) => trace, applyingOnly, denyingOnly];

function encoded(
  secrets: Secrets,
  accountId: string,
  message: AuthorizationMessage,
): string | undefined {
  const json = Buffer.from(JSON.stringify({ accountId, message }));
  if (json.length > messageBytesMax) return undefined;
  const sealed = Buffer.from(secrets.seal('authorization-message', deflateRawSync(json)));
  const text = `${formPrefix}${sealed.toString('base64url')}`;
  return text.length <= encodedMessageCharactersMax ? text : undefined;
}

export function encodeAuthorizationMessage(
  secrets: Secrets,
  accountId: string,
  message: AuthorizationMessage & { readonly trace?: Trace | undefined },
): string {
  const { trace, ...rest } = message;
  for (const shorten of shorter) {
    const fits = trace && encoded(secrets, accountId, { ...rest, trace: shorten(trace) });
    if (fits !== undefined) return fits;
  }
  // The values of condition keys are what is left that can be long.
  const context = { ...rest.context, conditions: { items: [] } };
  const bare =
    encoded(secrets, accountId, rest) ?? encoded(secrets, accountId, { ...rest, context });
  if (bare === undefined) throw new Error('an authorization message is too long');
  return bare;
}

/** `undefined` for whatever was not encoded here. `accountId`: the account the denied caller was of. */
export function openAuthorizationMessage(
  secrets: Secrets,
  encoded: string,
): { readonly accountId: string; readonly message: AuthorizationMessage } | undefined {
  if (!encoded.startsWith(formPrefix)) return undefined;
  const text = encoded.slice(formPrefix.length);
  const sealed = Buffer.from(text, 'base64url');
  // Base64 decoders forgive: a message is only ours when it encodes back to the same text.
  if (sealed.toString('base64url') !== text) return undefined;
  const plain = secrets.open('authorization-message', sealed);
  if (plain === undefined) return undefined;
  return JSON.parse(inflateRawSync(plain, { maxOutputLength: messageBytesMax }).toString());
}
