/** Asks the simulator of a server, and says what it answered as people would. */
import type { EvaluationResult, Statement } from '@aws-sdk/client-iam';
import type { CanOptions } from '../commands/can.ts';
import { Failure } from '../failure.ts';
import type { Paint } from '../terminal.ts';
import { paintFor } from '../terminal.ts';
import { couldNotAsk } from './asked.ts';
import type { Asked } from './simulator.ts';
import { simulatePrincipal } from './simulator.ts';

export interface Question {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
}

/** `key=value`; a repeated key has several values. */
function contextOf(texts: readonly string[]): Asked['context'] {
  const values = new Map<string, string | readonly string[]>();
  for (const text of texts) {
    const at = text.indexOf('=');
    if (at <= 0) throw new Failure(`--context takes key=value, not ${text}`, couldNotAsk);
    const key = text.slice(0, at);
    const value = text.slice(at + 1);
    const former = values.get(key);
    values.set(key, former === undefined ? value : [...[former].flat(), value]);
  }
  return Object.fromEntries(values);
}

const answers: Readonly<Record<string, string>> = {
  allowed: 'yes',
  explicitDeny: 'no: an explicit Deny',
  implicitDeny: 'no: nothing that has to allow it does',
};

const managed: Readonly<Record<string, string>> = {
  'aws-managed': 'managed by AWS',
  'user-managed': 'a managed policy of the account',
  resource: 'the resource itself',
};

/** `group_Developers_allow-assume` as people say it, where no name has an underscore of its own. */
function policyText({ SourcePolicyId: id = '', SourcePolicyType: type }: Statement): string {
  if (type === undefined || type === 'none') return id;
  const kind = managed[type];
  if (kind !== undefined) return `${id} (${kind})`;
  const [, entity, name, ...rest] = id.split('_');
  return rest.length === 0 ? `${name} (inline in ${type} ${entity})` : `${id} (inline)`;
}

const sides: Readonly<Record<string, string>> = {
  'IAM Policy': "the caller's account",
  'Resource Policy': "the resource's account",
};

const sideAnswers: Readonly<Record<string, string>> = {
  allowed: 'allows it',
  explicitDeny: 'denies it',
  implicitDeny: 'does not allow it',
};

function sideLines(result: EvaluationResult, paint: Paint): string[] {
  return Object.entries(result.EvalDecisionDetails ?? {}).map(([side, decision]) => {
    const tone = decision === 'allowed' ? 'good' : 'bad';
    return `${sides[side] ?? side} ${paint(tone, sideAnswers[decision] ?? decision)}`;
  });
}

function limitLines(result: EvaluationResult): string[] {
  const { OrganizationsDecisionDetail: organization, PermissionsBoundaryDecisionDetail: boundary } =
    result;
  return [
    ...(organization?.AllowedByOrganizations === false
      ? ['the service control policies above the account do not allow it']
      : []),
    ...(boundary?.AllowedByPermissionsBoundary === false
      ? ['the permissions boundary does not allow it']
      : []),
  ];
}

function lines(result: EvaluationResult, paint: Paint): string[] {
  const { EvalDecision: decision = '' } = result;
  const statements = (result.MatchedStatements ?? []).map(
    (statement) => `by line ${statement.StartPosition?.Line} of ${policyText(statement)}`,
  );
  const missing = result.MissingContextValues ?? [];
  const below = [
    ...sideLines(result, paint),
    ...limitLines(result),
    ...statements,
    ...(missing.length === 0 ? [] : [`not given with --context: ${missing.join(', ')}`]),
  ];
  const tone = decision === 'allowed' ? 'good' : 'bad';
  return [paint(tone, answers[decision] ?? decision), ...below.map((line) => `  ${line}`)];
}

export async function can(question: Question, options: CanOptions): Promise<void> {
  const context = contextOf(options.context);
  const result = await simulatePrincipal({ ...question, context }, options);
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify(result, undefined, 2)}\n`
      : `${lines(result, paintFor(process.stdout)).join('\n')}\n`,
  );
  if (result.EvalDecision !== 'allowed') process.exitCode = 1;
}
