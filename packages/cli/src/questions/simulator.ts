/** Asks iam:SimulatePrincipalPolicy, which decides with the engine of enforcement on the live state. */
import type { ContextEntry, EvaluationResult } from '@aws-sdk/client-iam';
import { IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { Failure } from '../failure.ts';
import { safeToPrint } from '../terminal.ts';
import { couldNotAsk, failureOf } from './asked.ts';
import { ownConfig } from './own-config.ts';

export interface ServerOptions {
  readonly endpoint: string;
  readonly profile?: string;
}

export interface Asked {
  /** ARN, or its end: `user/David` is of the asker's own account. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[] | null>>;
}

async function principalArn(principal: string, options: ServerOptions): Promise<string> {
  if (principal.startsWith('arn:')) return principal;
  const sts = new STSClient(ownConfig(options));
  try {
    const { Account, Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
    return `arn:${Arn.split(':')[1]}:iam::${Account}:${principal}`;
  } finally {
    sts.destroy();
  }
}

function contextEntries(context: Asked['context']): ContextEntry[] {
  return Object.entries(context).flatMap(([key, value]) => {
    if (value === null) return [];
    const values = [value].flat();
    return [
      {
        ContextKeyName: key,
        ContextKeyType: typeof value === 'string' ? 'string' : 'stringList',
        ContextKeyValues: values,
      },
    ];
  });
}

export async function simulatePrincipal(
  asked: Asked,
  options: ServerOptions,
): Promise<EvaluationResult> {
  const iam = new IAMClient(ownConfig(options));
  try {
    const { EvaluationResults = [] } = await iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: await principalArn(asked.principal, options),
        ActionNames: [asked.action],
        ResourceArns: [asked.resource],
        ContextEntries: contextEntries(asked.context),
      }),
    );
    const [result] = EvaluationResults;
    if (result === undefined) throw new Failure('the simulator gave no answer', couldNotAsk);
    return safeToPrint(result);
  } catch (error) {
    throw failureOf(error, options);
  } finally {
    iam.destroy();
  }
}
