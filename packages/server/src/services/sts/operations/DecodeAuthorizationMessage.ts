/**
 * Page: STS API Reference "DecodeAuthorizationMessage". Opens only what was said to the caller's
 * account.
 *
 * DEVIATION: besides an encoded message it takes the request id of a recent denial, or the text
 * that the denied client printed, so that `hallpass why` needs no more than a terminal shows. The
 * decoded document carries, beyond AWS's keys, the trace of the decision and an explanation.
 */
import type {
  DecodeAuthorizationMessageRequest,
  DecodeAuthorizationMessageResponse,
} from '@aws-sdk/client-sts';
import {
  DecodeAuthorizationMessage$,
  InvalidAuthorizationMessageException$,
} from '@aws-sdk/client-sts';
import type { Decision, Principal } from '@hallpass/policy';
import { explain } from '@hallpass/policy';
import { fail } from '@hallpass/wire';
import type { AuthorizationMessage } from '../../../authorize/authorization-message.ts';
import {
  encodedMessageCharactersMax,
  openAuthorizationMessage,
} from '../../../authorize/authorization-message.ts';
import type { ReadContext, ReadOperation } from '../../../operation.ts';
import { signedCaller } from '../../../operation.ts';

function opened(context: ReadContext, text: string): AuthorizationMessage {
  const { secrets, decisions } = context.server;
  const { accountId } = signedCaller(context);
  const encoded = decisions.find(text, accountId)?.encodedMessage ?? text;
  const found = openAuthorizationMessage(secrets, encoded);
  if (found?.accountId === accountId) return found.message;
  throw fail(
    InvalidAuthorizationMessageException$,
    'Message is not valid. Message could not be decoded.',
  );
}

/** The tree of the decision in words; what it was made of stands in the message itself. */
function explanation(message: AuthorizationMessage): string {
  const { action, resource } = message.context;
  const request = {
    principal: message['principal'] as Principal,
    action,
    resource,
    resourceAccountId: '',
    context: { get: () => undefined },
  };
  const decision = message['decision'] as Decision;
  const trace = message['trace'] as Decision['trace'];
  return explain(request, trace === undefined ? decision : { ...decision, trace });
}

export const DecodeAuthorizationMessage: ReadOperation<
  DecodeAuthorizationMessageRequest,
  DecodeAuthorizationMessageResponse
> = {
  schema: DecodeAuthorizationMessage$,
  constraints: { EncodedMessage: { length: [1, encodedMessageCharactersMax] } },
  access: () => [{ action: 'sts:DecodeAuthorizationMessage', resource: '*' }],
  mode: 'read',
  async handle(input, context) {
    const message = opened(context, input.EncodedMessage ?? '');
    const decoded = { ...message, explanation: explanation(message) };
    return { DecodedMessage: JSON.stringify(decoded) };
  },
};
