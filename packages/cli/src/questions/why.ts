/** Opens a denial through sts:DecodeAuthorizationMessage, as the caller's own permissions allow. */
import { DecodeAuthorizationMessageCommand, STSClient } from '@aws-sdk/client-sts';
import type { Decision, Principal } from '@hallpass/policy';
import { explain } from '@hallpass/policy';
import type { WhyOptions } from '../commands/why.ts';
import { Failure } from '../failure.ts';
import { explainOptionsFor, paintFor, safeToPrint } from '../terminal.ts';
import { failureOf } from './asked.ts';
import { ownConfig } from './own-config.ts';

/** What the AWS CLI and SDKs print before the message itself. */
const clientPrefix =
  /^.*?(?:An error occurred \(\w+\) when calling the \w+ operation|\b\w*AccessDenied\w*): /s;

/** AWS's keys, and beneath them what the server knows besides. */
interface DecodedDenial {
  readonly context: { readonly action: string; readonly resource: string };
  readonly principal: Principal;
  readonly decision: Decision;
  readonly trace?: NonNullable<Decision['trace']>;
  /** The same in words. */
  readonly explanation?: string;
}

async function decode(text: string, options: WhyOptions): Promise<DecodedDenial> {
  const sts = new STSClient(ownConfig(options));
  try {
    const { DecodedMessage } = await sts.send(
      new DecodeAuthorizationMessageCommand({ EncodedMessage: text }),
    );
    return safeToPrint(JSON.parse(DecodedMessage ?? '{}') as DecodedDenial);
  } catch (error) {
    if (error instanceof Error && error.name === 'InvalidAuthorizationMessageException') {
      throw new Failure(
        'no recent denial of this account has this request id or text, and it is no encoded message',
      );
    }
    throw failureOf(error, options);
  } finally {
    sts.destroy();
  }
}

function inWords({ context, principal, decision, trace }: DecodedDenial, all: boolean): string {
  const { stdout } = process;
  const request = { principal, action: context.action, resource: context.resource };
  return explain(request, trace === undefined ? decision : { ...decision, trace }, {
    ...explainOptionsFor(stdout, paintFor(stdout)),
    brief: !all,
  });
}

export async function why(denial: string, options: WhyOptions): Promise<void> {
  const decoded = await decode(denial.trim().replace(clientPrefix, ''), options);
  const { explanation: _words, ...rest } = decoded;
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify(rest, undefined, 2)}\n`
      : `${inWords(decoded, options.all === true)}\n`,
  );
}
