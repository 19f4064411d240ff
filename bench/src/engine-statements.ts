/** The policies and the request that the engine and its peer are measured with. */

export const accountId: string = '111111111111';
export const roleArn: string = `arn:aws:iam::${accountId}:role/bench`;
/** A session: only sessions have session policies. */
export const sessionArn: string = `arn:aws:sts::${accountId}:assumed-role/bench/session`;

/** What the requests ask for: one bucket after another, so that the engine cannot learn the answer. */
export const buckets = 16;

export interface StatementJson {
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
export function elsewhere(index: number): StatementJson {
  return {
    Effect: index % 5 === 0 ? 'Deny' : 'Allow',
    Action: index % 2 === 0 ? 's3:GetObject' : 'dynamodb:GetItem',
    Resource: `arn:aws:s3:::elsewhere-${index}/*`,
    Condition: { StringEquals: { 'aws:PrincipalTag/team': `team-${index}` } },
  };
}

export function document(statements: readonly StatementJson[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** Statements of every level that AWS knows; those of `identity` in any number. */
export interface LeveledStatements {
  readonly identity: readonly StatementJson[];
  readonly boundary: readonly StatementJson[];
  readonly session: readonly StatementJson[];
  readonly scpLevels: readonly (readonly StatementJson[])[];
  readonly rcpLevels: readonly (readonly StatementJson[])[];
  readonly resource: readonly StatementJson[];
}

/** As AWS attaches its own policy at each level of the tree, and a guard rail at the root. */
function levels(principal: { readonly Principal?: '*' }): LeveledStatements['scpLevels'] {
  const all = { ...everything, ...principal };
  return [[all, { ...overTls, ...principal }], [all], [all]];
}

export function statementsOf(count: number): LeveledStatements {
  const others = Array.from({ length: count - 2 }, (_, index) => elsewhere(index));
  return {
    identity: [...others, allowsReading, overTls],
    boundary: [everything],
    session: [allowsReading],
    scpLevels: levels({}),
    rcpLevels: levels({ Principal: '*' }),
    resource: [{ ...overTls, Principal: '*' }],
  };
}

export const contextKeys: Readonly<Record<string, string>> = {
  'aws:SourceIp': '10.1.2.3',
  'aws:PrincipalTag/team': 'team-red',
  'aws:SecureTransport': 'true',
  'aws:PrincipalArn': roleArn,
};
