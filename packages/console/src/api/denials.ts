/** The decision behind a refusal, as sts:DecodeAuthorizationMessage tells it. */
import { DecodeAuthorizationMessageCommand } from '@aws-sdk/client-sts';
import { consoleApi } from './console-api.ts';
import type { ErrorText } from './errors.ts';
import { stsClient } from './sts-client.ts';

export interface DecidingStatement {
  readonly origin?: {
    readonly type?: string;
    readonly name?: string;
    readonly arn?: string;
    readonly via?: string;
  };
  readonly index?: number;
  readonly sid?: string;
  readonly line?: number;
}

export interface Decision {
  readonly explicitDeny: boolean;
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly message: string;
  readonly statements: readonly DecidingStatement[];
  /** All that was decoded, for those who want to look closer. */
  readonly decoded: unknown;
}

interface Decoded {
  readonly explicitDeny?: boolean;
  readonly message?: string;
  readonly matchedStatements?: { readonly items?: readonly DecidingStatement[] };
  readonly context?: {
    readonly principal?: { readonly arn?: string };
    readonly action?: string;
    readonly resource?: string;
  };
}

export async function explainDenial(sessionId: string, text: ErrorText): Promise<Decision> {
  const EncodedMessage =
    text.encodedMessage ??
    (await consoleApi.denial(sessionId, text.requestId ?? '')).encodedMessage;
  const { DecodedMessage = '{}' } = await stsClient(sessionId).send(
    new DecodeAuthorizationMessageCommand({ EncodedMessage }),
  );
  const decoded = JSON.parse(DecodedMessage) as Decoded;
  return {
    explicitDeny: decoded.explicitDeny ?? false,
    principal: decoded.context?.principal?.arn ?? '',
    action: decoded.context?.action ?? '',
    resource: decoded.context?.resource ?? '',
    message: decoded.message ?? text.message,
    statements: decoded.matchedStatements?.items ?? [],
    decoded,
  };
}
