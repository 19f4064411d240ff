/**
 * Decisions a second with 3, 200 and 1000 statements on the caller, conditions included and all
 * levels present, and the time to compile a policy of 6 KB. Prints JSON. Run: `node
 * packages/policy/bench/decisions.ts`.
 */
import type {
  AppliedPolicies,
  AuthorizationRequest,
  PolicyOrigin,
  PolicySet,
} from '../src/index.ts';
import { compilePolicies, evaluate, parsePolicy } from '../src/index.ts';

const account = '111122223333';

function compile(type: PolicyOrigin['type'], ...documents: readonly object[]): PolicySet {
  const policies = documents.map((content, index) => {
    const { document } = parsePolicy(JSON.stringify(content));
    if (document === undefined) throw new Error('the benchmark has a broken policy');
    return { document, origin: { type, name: `policy ${index}` } };
  });
  return compilePolicies(policies);
}

const version = '2012-10-17';
const allowAll = { Version: version, Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
const rcpAllowAll = {
  Version: version,
  Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
};

/** A third of the statements are Denies, a half have conditions, actions and buckets differ. */
function statement(index: number): object {
  const actions = ['s3:GetObject', 's3:Put*', 's3:List*', 'iam:Get*', 'sqs:SendMessage'];
  const prefix = `arn:aws:s3:::bucket-${index}`;
  const condition = {
    StringEquals: { 'aws:PrincipalTag/team': `team-${index}` },
    IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '192.168.0.0/16'] },
  };
  return {
    Effect: index % 3 === 2 ? 'Deny' : 'Allow',
    Action: [actions[index % actions.length], 's3:GetObject'],
    Resource: [prefix, `${prefix}/\${aws:PrincipalTag/team}/*`, `${prefix}/shared/*`],
    ...(index % 2 === 0 ? { Condition: condition } : {}),
  };
}

const perPolicy = 20;

function identity(statements: number): PolicySet {
  const documents: object[] = [];
  for (let from = 0; from < statements; from += perPolicy) {
    const length = Math.min(perPolicy, statements - from);
    const list = Array.from({ length }, (_, index) => statement(from + index));
    documents.push({ Version: version, Statement: list });
  }
  const wanted = {
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::wanted/home/*',
    Condition: {
      StringEquals: { 'aws:PrincipalOrgID': 'o-example123' },
      Bool: { 'aws:SecureTransport': 'true' },
    },
  };
  return compile('identity', ...documents, { Version: version, Statement: wanted });
}

function applied(statements: number): AppliedPolicies {
  const denyRegion = {
    Version: version,
    Statement: {
      Effect: 'Deny',
      NotAction: ['iam:*', 'sts:*', 'organizations:*'],
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] } },
    },
  };
  const onlyOrganization = {
    Version: version,
    Statement: {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: '*',
      Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-example123' } },
    },
  };
  const bucketPolicy = {
    Version: version,
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: 's3:*',
      Resource: ['arn:aws:s3:::wanted', 'arn:aws:s3:::wanted/*'],
    },
  };
  return {
    identity: identity(statements),
    boundary: compile('boundary', {
      Version: version,
      Statement: { Effect: 'Allow', Action: ['s3:*', 'sqs:*'], Resource: '*' },
    }),
    session: compile('session', {
      Version: version,
      Statement: { Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::wanted/*' },
    }),
    scpLevels: [
      compile('scp', allowAll),
      compile('scp', allowAll, denyRegion),
      compile('scp', allowAll),
    ],
    rcpLevels: [compile('rcp', rcpAllowAll), compile('rcp', rcpAllowAll, onlyOrganization)],
    resource: compile('resource', bucketPolicy),
    resourceKind: 'ordinary',
  };
}

const keys: Readonly<Record<string, string>> = {
  'aws:principalorgid': 'o-example123',
  'aws:securetransport': 'true',
  'aws:requestedregion': 'eu-west-1',
  'aws:sourceip': '10.1.2.3',
  'aws:principaltag/team': 'blue',
};

const request: AuthorizationRequest = {
  principal: {
    kind: 'assumed-role',
    partition: 'aws',
    accountId: account,
    arn: `arn:aws:sts::${account}:assumed-role/App/session`,
    roleArn: `arn:aws:iam::${account}:role/App`,
    roleId: 'AROAEXAMPLEEXAMPLE123',
    sessionName: 'session',
  },
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::wanted/home/report.pdf',
  resourceAccountId: account,
  context: { get: (key) => keys[key] },
};

const batch = 20_000;

function roundPerSecond(policies: AppliedPolicies): number {
  const startedAtMs = performance.now();
  for (let index = 0; index < batch; index += 1) evaluate(request, policies);
  return (batch * 1000) / (performance.now() - startedAtMs);
}

/** The median of many short rounds: the machine is shared. */
function decisionsPerSecond(policies: AppliedPolicies, rounds: number): number {
  if (evaluate(request, policies).effect !== 'allow') throw new Error('should be allowed');
  const measured = Array.from({ length: rounds }, () => roundPerSecond(policies));
  return Math.round(measured.toSorted((a, b) => a - b)[rounds >> 1] ?? 0);
}

function compileMs(): { readonly characters: number; readonly ms: number } {
  const list = Array.from({ length: 18 }, (_, index) => statement(index));
  const text = JSON.stringify({ Version: version, Statement: list });
  const times: number[] = [];
  for (let round = 0; round < 300; round += 1) {
    const startedAtMs = performance.now();
    const { document } = parsePolicy(text);
    if (document === undefined) throw new Error('the benchmark has a broken policy');
    evaluate(request, { identity: compilePolicies([{ document, origin: { type: 'identity' } }]) });
    times.push(performance.now() - startedAtMs);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return { characters: text.length, ms: Number((sorted[150] ?? 0).toFixed(3)) };
}

const sizes = [3, 200, 1000].map((statements) => ({ statements, policies: applied(statements) }));
for (const { policies } of sizes) decisionsPerSecond(policies, 20);
const perSecond = sizes.map(({ statements, policies }) => ({
  statements,
  decisionsPerSecond: decisionsPerSecond(policies, 50),
}));
console.log(JSON.stringify({ perSecond, compileAndFirstDecision: compileMs() }, undefined, 2));
