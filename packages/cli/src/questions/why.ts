/** Opens a denial through sts:DecodeAuthorizationMessage, as the caller's own permissions allow. */
import { DecodeAuthorizationMessageCommand, STSClient } from '@aws-sdk/client-sts';
import type { WhyOptions } from '../commands/why.ts';
import { Failure } from '../failure.ts';
import { ownConfig } from './own-config.ts';

/** What the AWS CLI prints before the message itself. */
const cliPrefix = /^.*?An error occurred \(\w+\) when calling the \w+ operation: /s;

async function decode(text: string, options: WhyOptions): Promise<Record<string, unknown>> {
  const sts = new STSClient(ownConfig(options));
  try {
    const { DecodedMessage } = await sts.send(
      new DecodeAuthorizationMessageCommand({ EncodedMessage: text }),
    );
    return JSON.parse(DecodedMessage ?? '{}') as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === 'InvalidAuthorizationMessageException') {
      throw new Failure(
        'no recent denial of this account has this request id or text, and it is no encoded message',
      );
    }
    throw new Failure(error.message);
  } finally {
    sts.destroy();
  }
}

export async function why(denial: string, options: WhyOptions): Promise<void> {
  const text = denial.trim().replace(cliPrefix, '');
  const decoded = await decode(text, options);
  const { explanation, ...rest } = decoded;
  process.stdout.write(
    options.json === true ? `${JSON.stringify(rest, undefined, 2)}\n` : `${String(explanation)}\n`,
  );
}
