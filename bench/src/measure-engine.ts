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
import type { Row } from './report.ts';

const accountId = '111111111111';
const userArn = `arn:aws:iam::${accountId}:user/bench`;

/** What the requests ask for: one bucket after another, so that the engine cannot learn the answer. */
const buckets = 16;

interface StatementJson {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Principal?: string;
  readonly Condition?: object;
}

const everything: StatementJson = { Effect: 'Allow', Action: '*', Resource: '*' };

const overTls: StatementJson = {
  Effect: 'Deny',
  Action: 's3:*',
  Resource: '*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

const allowsReading: StatementJson = {
  Effect: 'Allow',
  Action: ['s3:GetObject', 's3:PutObject'],
  Resource: Array.from({ length: buckets }, (_, index) => `arn:aws:s3:::bucket-${index}/*`),
  Condition: {
    IpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
    StringLike: { 'aws:PrincipalTag/team': 'team-*' },
  },
};

/** About other buckets, with the same action: what an index by action alone would have to walk. */
function elsewhere(index: number): StatementJson {
  return {
    Effect: index % 5 === 0 ? 'Deny' : 'Allow',
    Action: index % 2 === 0 ? 's3:GetObject' : 'dynamodb:GetItem',
    Resource: `arn:aws:s3:::elsewhere-${index}/*`,
    Condition: { StringEquals: { 'aws:PrincipalTag/team': `team-${index}` } },
  };
}

function document(statements: readonly StatementJson[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

function compile(type: PolicyType, statements: readonly StatementJson[]): PolicySet {
  const { document: parsed } = parsePolicy(document(statements));
  if (parsed === undefined) throw new Error(`a policy of the bench does not parse: ${type}`);
  return compilePolicies([{ document: parsed, origin: { type } }]);
}

/** As AWS attaches its own policy at each level of the tree, and a guard rail at the root. */
function levels(type: 'scp' | 'rcp'): readonly PolicySet[] {
  const principal = type === 'rcp' ? { Principal: '*' } : {};
  const all = { ...everything, ...principal };
  const guard = { ...overTls, ...principal };
  return [[all, guard], [all], [all]].map((statements) => compile(type, statements));
}

/** Every level that AWS knows; `statements` of them on the identity. */
function policiesOf(statements: number): AppliedPolicies {
  const others = Array.from({ length: statements - 2 }, (_, index) => elsewhere(index));
  return {
    identity: compile('identity', [...others, allowsReading, overTls]),
    boundary: compile('boundary', [everything]),
    session: compile('session', [allowsReading]),
    scpLevels: levels('scp'),
    rcpLevels: levels('rcp'),
    resource: compile('resource', [{ ...overTls, Principal: '*' }]),
  };
}

const context: ReadonlyMap<string, string> = new Map([
  ['aws:sourceip', '10.1.2.3'],
  ['aws:principaltag/team', 'team-red'],
  ['aws:securetransport', 'true'],
  ['aws:principalarn', userArn],
]);

const requests: readonly AuthorizationRequest[] = Array.from({ length: buckets }, (_, index) => ({
  principal: { kind: 'user', partition: 'aws', accountId, arn: userArn, id: 'AIDABENCH' },
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

export function measureEngine(): Row[] {
  const rates = wanted.map(([statements, least]) => ({
    statements,
    least,
    perSecond: decisionsPerSecond(policiesOf(statements)),
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
  return [...rows, compilation()];
}
