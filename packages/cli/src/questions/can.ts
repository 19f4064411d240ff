/** Asks iam:SimulatePrincipalPolicy, which decides with the engine of enforcement on the live state. */
import type { ContextEntry, EvaluationResult } from '@aws-sdk/client-iam';
import { IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { CanOptions } from '../commands/can.ts';
import { Failure } from '../failure.ts';
import { ownConfig } from './own-config.ts';

export interface Question {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
}

/** `user/David` is of the caller's own account. */
async function principalArn(principal: string, options: CanOptions): Promise<string> {
  if (principal.startsWith('arn:')) return principal;
  const sts = new STSClient(ownConfig(options));
  const { Account, Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
  sts.destroy();
  return `arn:${Arn.split(':')[1]}:iam::${Account}:${principal}`;
}

/** `key=value`; a repeated key has several values. */
function contextEntries(texts: readonly string[]): ContextEntry[] {
  const values = new Map<string, string[]>();
  for (const text of texts) {
    const at = text.indexOf('=');
    if (at <= 0) throw new Failure(`--context takes key=value, not ${text}`);
    const key = text.slice(0, at);
    values.set(key, [...(values.get(key) ?? []), text.slice(at + 1)]);
  }
  return [...values].map(([key, given]) => ({
    ContextKeyName: key,
    ContextKeyType: given.length > 1 ? 'stringList' : 'string',
    ContextKeyValues: given,
  }));
}

async function simulate(question: Question, options: CanOptions): Promise<EvaluationResult> {
  const iam = new IAMClient(ownConfig(options));
  try {
    const { EvaluationResults = [] } = await iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: await principalArn(question.principal, options),
        ActionNames: [question.action],
        ResourceArns: [question.resource],
        ContextEntries: contextEntries(options.context),
      }),
    );
    const [result] = EvaluationResults;
    if (result === undefined) throw new Failure('the simulator gave no answer');
    return result;
  } catch (error) {
    if (error instanceof Failure || !(error instanceof Error)) throw error;
    throw new Failure(error.message);
  } finally {
    iam.destroy();
  }
}

const answers: Readonly<Record<string, string>> = {
  allowed: 'yes',
  explicitDeny: 'no: an explicit Deny',
  implicitDeny: 'no: nothing that has to allow it does',
};

function lines(result: EvaluationResult): string[] {
  const statements = (result.MatchedStatements ?? []).map(
    ({ SourcePolicyId, SourcePolicyType, StartPosition }) =>
      `  by ${SourcePolicyId} (${SourcePolicyType}), line ${StartPosition?.Line}`,
  );
  const details = Object.entries(result.EvalDecisionDetails ?? {});
  const missing = result.MissingContextValues ?? [];
  return [
    answers[result.EvalDecision ?? ''] ?? String(result.EvalDecision),
    ...statements,
    ...(result.OrganizationsDecisionDetail?.AllowedByOrganizations === false
      ? ['  the service control policies above the account do not allow it']
      : []),
    ...(result.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary === false
      ? ['  the permissions boundary does not allow it']
      : []),
    ...details.map(([side, decision]) => `  ${side}: ${decision}`),
    ...(missing.length === 0 ? [] : [`  not given with --context: ${missing.join(', ')}`]),
  ];
}

export async function can(question: Question, options: CanOptions): Promise<void> {
  const result = await simulate(question, options);
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify(result, undefined, 2)}\n`
      : `${lines(result).join('\n')}\n`,
  );
  if (result.EvalDecision !== 'allowed') process.exitCode = 1;
}
