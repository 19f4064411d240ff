/**
 * The decision behind a refusal, through sts:DecodeAuthorizationMessage: of an encoded message or,
 * as this server also takes it, of the refused request's id.
 */
import { DecodeAuthorizationMessageCommand } from '@aws-sdk/client-sts';
import type { Decision, Principal } from '@hallpass/policy';
import type { ErrorText } from './errors.ts';
import { stsClient } from './sts-client.ts';

/** AWS's keys, and what the server knows besides. */
export interface DecodedDenial {
  readonly context: { readonly action: string; readonly resource: string };
  readonly principal: Principal;
  readonly decision: Decision;
  readonly trace?: NonNullable<Decision['trace']>;
}

export async function decodeDenial(sessionId: string, text: ErrorText): Promise<DecodedDenial> {
  const EncodedMessage = text.encodedMessage ?? text.requestId ?? text.message;
  const { DecodedMessage = '{}' } = await stsClient(sessionId).send(
    new DecodeAuthorizationMessageCommand({ EncodedMessage }),
  );
  return JSON.parse(DecodedMessage) as DecodedDenial;
}
