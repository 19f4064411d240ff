/**
 * The encoded authorization message of a denial: sealed, so that only this server opens it and only
 * for callers who may (sts:DecodeAuthorizationMessage). Nothing is stored. Page: STS API Reference
 * "DecodeAuthorizationMessage".
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
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

/** AWS takes encoded messages of 1–10240 characters; a larger trace is left out. */
export const encodedMessageCharactersMax = 10_240;
const messageBytesMax = 1024 * 1024;

/** Says which form it has. And a message that began with `-` would be an option on a command line. */
const formPrefix = '1';

export function encodeAuthorizationMessage(
  secrets: Secrets,
  accountId: string,
  message: AuthorizationMessage,
): string {
  const plain = deflateRawSync(JSON.stringify({ accountId, message }));
  const sealed = Buffer.from(secrets.seal('authorization-message', plain));
  const encoded = `${formPrefix}${sealed.toString('base64url')}`;
  if (encoded.length <= encodedMessageCharactersMax) return encoded;
  const { trace: _trace, ...rest } = message;
  if (message['trace'] === undefined) throw new Error('an authorization message is too long');
  return encodeAuthorizationMessage(secrets, accountId, rest);
}

/** `undefined` for whatever was not encoded here. `accountId`: the account the denied caller was of. */
export function openAuthorizationMessage(
  secrets: Secrets,
  encoded: string,
): { readonly accountId: string; readonly message: AuthorizationMessage } | undefined {
  if (!encoded.startsWith(formPrefix)) return undefined;
  const sealed = Buffer.from(encoded.slice(formPrefix.length), 'base64url');
  const plain = secrets.open('authorization-message', sealed);
  if (plain === undefined) return undefined;
  return JSON.parse(inflateRawSync(plain, { maxOutputLength: messageBytesMax }).toString());
}
