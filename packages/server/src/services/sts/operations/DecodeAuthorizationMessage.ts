/**
 * Page: STS API Reference "DecodeAuthorizationMessage". Opens only what was said to the caller's
 * account.
 */
import type {
  DecodeAuthorizationMessageRequest,
  DecodeAuthorizationMessageResponse,
} from '@aws-sdk/client-sts';
import {
  DecodeAuthorizationMessage$,
  InvalidAuthorizationMessageException$,
} from '@aws-sdk/client-sts';
import { fail } from '@hallpass/wire';
import {
  encodedMessageCharactersMax,
  openAuthorizationMessage,
} from '../../../authorize/authorization-message.ts';
import type { ReadOperation } from '../../../operation.ts';
import { signedCaller } from '../../../operation.ts';

export const DecodeAuthorizationMessage: ReadOperation<
  DecodeAuthorizationMessageRequest,
  DecodeAuthorizationMessageResponse
> = {
  schema: DecodeAuthorizationMessage$,
  constraints: { EncodedMessage: { length: [1, encodedMessageCharactersMax] } },
  access: () => [{ action: 'sts:DecodeAuthorizationMessage', resource: '*' }],
  mode: 'read',
  async handle(input, context) {
    const opened = openAuthorizationMessage(context.server.secrets, input.EncodedMessage ?? '');
    if (opened === undefined || opened.accountId !== signedCaller(context).accountId) {
      throw fail(
        InvalidAuthorizationMessageException$,
        'Message is not valid. Message could not be decoded.',
      );
    }
    return { DecodedMessage: JSON.stringify(opened.message) };
  },
};
