/** Reads `vectors/`: every file, every case, in full. The format is in `vectors/README.md`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  AppliedPolicies,
  AuthorizationRequest,
  Decision,
  PolicySet,
  PolicyType,
  Principal,
  ResourceKind,
} from '../src/index.ts';
import { compilePolicies, parsePolicy } from '../src/index.ts';

export type ContextEntries = Readonly<Record<string, string | readonly string[]>>;

interface WrittenRequest {
  readonly principal?: string;
  readonly action?: string;
  readonly resource?: string;
  readonly resourceAccountId?: string;
  readonly canonicalUserId?: string;
  readonly context?: ContextEntries;
}

type Documents = readonly object[];

/** Documents by level; every document in full. */
export interface WrittenPolicies {
  readonly identity?: Documents;
  readonly boundary?: Documents;
  readonly session?: Documents;
  readonly resource?: Documents;
  readonly vpcEndpoint?: Documents;
  readonly scpLevels?: readonly Documents[];
  readonly rcpLevels?: readonly Documents[];
  readonly resourceKind?: ResourceKind;
}

interface WrittenCase {
  readonly name: string;
  readonly source?: string;
  readonly request?: WrittenRequest;
  readonly policies?: WrittenPolicies;
  readonly condition?: object;
  readonly context?: ContextEntries;
  readonly expected: string;
}

export interface Vector {
  /** File and case. */
  readonly name: string;
  readonly source: string;
  readonly request: AuthorizationRequest;
  readonly contextEntries: ContextEntries;
  readonly policies: WrittenPolicies;
  /** `allow`, `explicitDeny TYPE`, `implicitDeny TYPE` or `deny REASON`. */
  readonly expected: string;
}

const folder = join(import.meta.dirname, '..', 'vectors');

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

const principals = readJson(join(folder, 'principals.json')) as Readonly<Record<string, Principal>>;

/** One of `principals.json`. */
export function principalNamed(name: string): Principal {
  const principal = principals[name];
  if (principal === undefined) throw new Error(`no principal ${name}`);
  return principal;
}

const asDocument = (written: object): object =>
  'Effect' in written ? { Version: '2012-10-17', Statement: [written] } : written;

const asDocuments = (written: Documents): Documents => written.map(asDocument);

const allowAll = { Effect: 'Allow', Action: '*', Resource: '*' };

const levelNames = ['scpLevels', 'rcpLevels'] as const;
const setNames = ['identity', 'boundary', 'session', 'resource', 'vpcEndpoint'] as const;

function policiesOf({ condition, policies = {} }: WrittenCase): WrittenPolicies {
  if (condition !== undefined) {
    return { identity: [asDocument({ ...allowAll, Condition: condition })] };
  }
  const full: Record<string, unknown> = { ...policies };
  for (const name of setNames) {
    const written = policies[name];
    if (written !== undefined) full[name] = asDocuments(written);
  }
  for (const name of levelNames) {
    const written = policies[name];
    if (written !== undefined) full[name] = written.map(asDocuments);
  }
  return full;
}

export function contextOf(entries: ContextEntries): AuthorizationRequest['context'] {
  const byKey = new Map(Object.entries(entries).map(([key, value]) => [key.toLowerCase(), value]));
  return { get: (key) => byKey.get(key) };
}

function requestOf(written: WrittenRequest, entries: ContextEntries): AuthorizationRequest {
  const { canonicalUserId } = written;
  return {
    principal: principalNamed(written.principal ?? 'user'),
    action: written.action ?? 's3:GetObject',
    resource: written.resource ?? 'arn:aws:s3:::amzn-s3-demo-bucket/key',
    resourceAccountId: written.resourceAccountId ?? '111111111111',
    ...(canonicalUserId === undefined ? {} : { canonicalUserId }),
    context: contextOf(entries),
  };
}

function readFile(path: string): Vector[] {
  const { source, cases } = readJson(path) as {
    readonly source: string;
    readonly cases: readonly WrittenCase[];
  };
  const file = path.slice(folder.length + 1);
  return cases.map((written) => {
    const contextEntries = written.context ?? written.request?.context ?? {};
    return {
      name: `${file}: ${written.name}`,
      source: written.source ?? source,
      request: requestOf(written.request ?? {}, contextEntries),
      contextEntries,
      policies: policiesOf(written),
      expected: written.expected,
    };
  });
}

export function readVectors(): readonly Vector[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && name !== 'principals.json')
    // Findings have vectors of their own, in another form.
    .filter((name) => !name.startsWith('validate'))
    .toSorted();
  return files.flatMap((name) => readFile(join(folder, name)));
}

function compile(type: PolicyType, documents: Documents): PolicySet {
  const policies = documents.map((written) => {
    const { document, errors } = parsePolicy(JSON.stringify(asDocument(written)));
    if (document === undefined || errors.length > 0) {
      throw new Error(`a vector has a broken policy: ${JSON.stringify(errors)}`);
    }
    return { document, origin: { type } };
  });
  return compilePolicies(policies);
}

export function compileAll(written: WrittenPolicies): AppliedPolicies {
  const { identity, boundary, session, resource, vpcEndpoint, resourceKind } = written;
  const resourceType = resourceKind === 'trust' ? 'trust' : 'resource';
  return {
    ...(identity && { identity: compile('identity', identity) }),
    ...(boundary && { boundary: compile('boundary', boundary) }),
    ...(session && { session: compile('session', session) }),
    ...(resource && { resource: compile(resourceType, resource) }),
    ...(vpcEndpoint && { vpcEndpoint: compile('vpc-endpoint', vpcEndpoint) }),
    ...(written.scpLevels && { scpLevels: written.scpLevels.map((set) => compile('scp', set)) }),
    ...(written.rcpLevels && { rcpLevels: written.rcpLevels.map((set) => compile('rcp', set)) }),
    ...(resourceKind && { resourceKind }),
  };
}

/** A decision in the words of the vectors. */
export function outcomeOf({ effect, explicit, reason, decidedBy }: Decision): string {
  if (effect === 'allow') return 'allow';
  if (decidedBy === undefined) return `deny ${reason}`;
  return `${explicit ? 'explicitDeny' : 'implicitDeny'} ${decidedBy.policyType}`;
}
