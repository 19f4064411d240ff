/**
 * The policy engine alone, on one core: decisions a second with few and with many statements, every
 * level of policies present and conditions among them, and the compilation of a large document.
 */
import type {
  AppliedPolicies,
  AuthorizationRequest,
  PolicySet,
  PolicyType,
} from '@hallpass/policy';
import { compilePolicies, evaluate, parsePolicy } from '@hallpass/policy';
import {
  accountId,
  buckets,
  contextKeys,
  document,
  elsewhere,
  statementsOf,
  roleArn,
  sessionArn,
} from './engine-statements.ts';
import type { LeveledStatements, StatementJson } from './engine-statements.ts';
import { measureIamSimulate } from './iam-simulate.ts';
import type { Row } from './report.ts';

function compile(type: PolicyType, statements: readonly StatementJson[]): PolicySet {
  const { document: parsed } = parsePolicy(document(statements));
  if (parsed === undefined) throw new Error(`a policy of the bench does not parse: ${type}`);
  return compilePolicies([{ document: parsed, origin: { type } }]);
}

function compileAll(statements: LeveledStatements): AppliedPolicies {
  return {
    identity: compile('identity', statements.identity),
    boundary: compile('boundary', statements.boundary),
    session: compile('session', statements.session),
    scpLevels: statements.scpLevels.map((level) => compile('scp', level)),
    rcpLevels: statements.rcpLevels.map((level) => compile('rcp', level)),
    resource: compile('resource', statements.resource),
  };
}

const context: ReadonlyMap<string, string> = new Map(
  Object.entries(contextKeys).map(([key, value]) => [key.toLowerCase(), value]),
);

const requests: readonly AuthorizationRequest[] = Array.from({ length: buckets }, (_, index) => ({
  principal: {
    kind: 'assumed-role',
    partition: 'aws',
    accountId,
    arn: sessionArn,
    roleArn,
    roleId: 'AROABENCH',
    sessionName: 'session',
  },
  action: 's3:GetObject',
  resource: `arn:aws:s3:::bucket-${index}/folder/object`,
  resourceAccountId: accountId,
  context,
}));

const roundMs = 400;
const rounds = 5;
const batch = 1000;

/** Calls a second in the best of a few rounds: others on the machine only ever make one slower. */
function bestRate(work: (index: number) => void): number {
  let best = 0;
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now();
    let done = 0;
    while (performance.now() - startedAt < roundMs) {
      for (let index = 0; index < batch; index++) work(index);
      done += batch;
    }
    best = Math.max(best, (done * 1000) / (performance.now() - startedAt));
  }
  return best;
}

function decisionsPerSecond(policies: AppliedPolicies): number {
  return bestRate((index) => {
    const request = requests[index % buckets] as AuthorizationRequest;
    if (evaluate(request, policies).effect !== 'allow') throw new Error('the bench is denied');
  });
}

const wanted: readonly (readonly [statements: number, perSecond: number])[] = [
  [3, 1_000_000],
  [200, 300_000],
  [1000, 100_000],
];

const compiledBytes = 6 * 1024;

function compilation(): Row {
  const statements: StatementJson[] = [];
  while (document(statements).length < compiledBytes) statements.push(elsewhere(statements.length));
  const text = document(statements);
  const perSecond = bestRate(() => {
    const { document: parsed } = parsePolicy(text);
    if (parsed !== undefined) compilePolicies([{ document: parsed, origin: { type: 'identity' } }]);
  });
  return {
    name: 'Compilation of a policy of 6 KB',
    against: 'absolute',
    reached: 1000 / perSecond,
    wanted: 1,
    unit: 'ms',
    lessIsBetter: true,
    note: `${statements.length} statements`,
  };
}

export async function measureEngine(): Promise<Row[]> {
  const rates = wanted.map(([statements, least]) => ({
    statements,
    least,
    perSecond: decisionsPerSecond(compileAll(statementsOf(statements))),
  }));
  const few = rates[0]?.perSecond ?? 0;
  const rows = rates.map(({ statements, least, perSecond }): Row => ({
    name: `Decisions, ${statements} statements`,
    against: 'absolute',
    reached: perSecond / 1000,
    wanted: least / 1000,
    unit: 'k/s',
    note: `all levels; ${((100 * perSecond) / few).toFixed(0)} % of those with 3`,
  }));
  return [...rows, compilation(), ...(await measureIamSimulate(few))];
}
