/** From the text of a file to its cases, or to what is wrong with it. See docs/policy-tests.md. */
import type { Principal } from '@hallpass/policy';
import type { Node } from 'yaml';
import type { Documents } from './documents.ts';
import { readDocuments } from './documents.ts';
import { principalFrom } from './principals.ts';
import { readPolicies } from './read-policies.ts';
import type { Case, ContextEntries, Expectation, ExpectedBy, Fault, Suite } from './suite.ts';
import { expectations } from './suite.ts';
import type { Fields, Reading } from './yaml-reading.ts';
import {
  fault,
  fields,
  isList,
  isMapping,
  isNull,
  items,
  members,
  startReading,
  text,
} from './yaml-reading.ts';

const casesMax = 10_000;

const caseFields = [
  'name',
  'live',
  'principal',
  'action',
  'resource',
  'resourceAccount',
  'context',
  'policies',
  'expect',
  'by',
] as const;

type CaseFields = Fields<(typeof caseFields)[number]>;

const policyTypes = ['identity', 'resource', 'trust', 'boundary', 'session', 'scp', 'rcp'] as const;

interface Named {
  readonly documents: Documents;
  /** Nodes of the file's `principals`, by name. */
  readonly principals: ReadonlyMap<string, Node>;
}

function readContext(reading: Reading, node: Node | undefined): ContextEntries {
  const entries: Record<string, string | readonly string[] | null> = {};
  for (const { name, value } of node === undefined
    ? []
    : (members(reading, node, 'context') ?? [])) {
    const what = `context: ${name}`;
    if (value === undefined || isNull(value)) entries[name.toLowerCase()] = null;
    else if (isList(value)) {
      entries[name.toLowerCase()] = items(reading, value).map(
        (item) => text(reading, item, what) ?? '',
      );
    } else entries[name.toLowerCase()] = text(reading, value, what) ?? '';
  }
  return entries;
}

const wholeNumber = /^[1-9]\d{0,5}$/;

function readBy(reading: Reading, node: Node | undefined): ExpectedBy | undefined {
  if (node === undefined) return undefined;
  if (!isMapping(node)) {
    const policy = text(reading, node, 'by');
    return policy === undefined ? undefined : { policy };
  }
  const known = ['policy', 'statement', 'type'] as const;
  const given = fields(reading, node, { what: 'by', known }) ?? {};
  const policy = given.policy && text(reading, given.policy, 'by: policy');
  const statement = given.statement && text(reading, given.statement, 'by: statement');
  const type = given.type && text(reading, given.type, 'by: type');
  const policyType = policyTypes.find((one) => one === type);
  if (type !== undefined && policyType === undefined) {
    fault(reading, given.type, `by: type is one of ${policyTypes.join(', ')}`);
  }
  return {
    ...(policy === undefined ? {} : { policy }),
    ...(statement === undefined
      ? {}
      : { statement: wholeNumber.test(statement) ? Number(statement) : statement }),
    ...(policyType === undefined ? {} : { type: policyType }),
  };
}

function readExpectation(reading: Reading, node: Node | undefined, of: Node): Expectation {
  const written = node === undefined ? undefined : text(reading, node, 'expect');
  const known = expectations.find((one) => one === written);
  if (known === undefined) {
    fault(reading, node ?? of, `expect is one of ${expectations.join(', ')}`);
  }
  return known ?? 'deny';
}

/** A text, or a mapping of an ARN with what it does not say. */
function readPrincipal(reading: Reading, node: Node): Principal | undefined {
  const known = ['arn', 'role', 'user'] as const;
  const given = isMapping(node)
    ? fields(reading, node, { what: 'a principal', known })
    : { arn: node };
  const part = (name: 'arn' | 'role' | 'user'): string | undefined => {
    const from = given?.[name];
    return from === undefined ? undefined : text(reading, from, `principal: ${name}`);
  };
  const arn = part('arn');
  const role = part('role');
  const user = part('user');
  const details = {
    ...(role === undefined ? {} : { role }),
    ...(user === undefined ? {} : { user }),
  };
  const principal = arn === undefined ? undefined : principalFrom(arn, details);
  if (principal === undefined) {
    fault(
      reading,
      node,
      `"${arn ?? ''}" is no principal: give the ARN of a user, role, session, federated user, root ` +
        'user, OIDC or SAML provider, the name of a service, or anonymous',
    );
  }
  return principal;
}

function wanted(
  reading: Reading,
  given: CaseFields,
  of: { readonly node: Node; readonly name: 'principal' | 'action' },
): string | undefined {
  const field = given[of.name];
  if (field !== undefined) return text(reading, field, of.name);
  fault(reading, of.node, `the case has no ${of.name}`);
  return undefined;
}

const actionPattern = /^[A-Za-z0-9-]+:[A-Za-z0-9]+$/;

function readAction(reading: Reading, given: CaseFields, node: Node): string {
  const action = wanted(reading, given, { node, name: 'action' }) ?? '';
  if (action !== '' && !actionPattern.test(action)) {
    fault(reading, given.action, `"${action}" is no action: it looks like s3:GetObject`);
  }
  return action;
}

/** The account in the resource's ARN, or else the caller's own. */
function ownerOf(resource: string, principal: Principal | undefined): string {
  const inArn = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(resource)?.[1];
  const own = principal !== undefined && 'accountId' in principal ? principal.accountId : undefined;
  return inArn ?? own ?? '';
}

const onlyOffline = ['policies', 'resourceAccount'] as const;

async function readCase(reading: Reading, node: Node, named: Named): Promise<Case | undefined> {
  const given = fields(reading, node, { what: 'a case', known: caseFields });
  if (given === undefined) return undefined;
  const action = readAction(reading, given, node);
  const resource = (given.resource && text(reading, given.resource, 'resource')) ?? '*';
  const by = readBy(reading, given.by);
  const written = given.name && text(reading, given.name, 'name');
  const shared = {
    name: written ?? `${action} on ${resource}`,
    place: reading.placeOf(node),
    action,
    resource,
    context: readContext(reading, given.context),
    expect: readExpectation(reading, given.expect, node),
    ...(by === undefined ? {} : { by }),
  };
  const live = given.live && text(reading, given.live, 'live');
  if (live === 'true') {
    const principal = wanted(reading, given, { node, name: 'principal' }) ?? '';
    for (const name of onlyOffline) {
      if (given[name] !== undefined) fault(reading, given[name], `a live case has no ${name}`);
    }
    if (by?.statement !== undefined) fault(reading, given.by, 'a live case knows no statements');
    const known = named.principals.get(principal);
    const arn =
      known === undefined || isMapping(known) ? principal : text(reading, known, 'principal');
    return { ...shared, kind: 'live', principal: arn ?? '' };
  }
  return offlineCase(reading, { given, node, shared }, named);
}

async function offlineCase(
  reading: Reading,
  of: {
    readonly given: CaseFields;
    readonly node: Node;
    readonly shared: Omit<Extract<Case, { kind: 'offline' }>, OfflineOnly>;
  },
  { documents, principals }: Named,
): Promise<Case | undefined> {
  const { given, node, shared } = of;
  const named = given.principal && !isMapping(given.principal);
  const name = named ? text(reading, given.principal, 'principal') : undefined;
  const from = name === undefined ? given.principal : (principals.get(name) ?? given.principal);
  if (from === undefined) fault(reading, node, 'the case has no principal');
  const principal = from && readPrincipal(reading, from);
  const account = given.resourceAccount && text(reading, given.resourceAccount, 'resourceAccount');
  if (account !== undefined && !/^\d{12}$/.test(account)) {
    fault(reading, given.resourceAccount, 'resourceAccount has twelve digits');
  }
  const policies = await readPolicies(reading, given.policies, documents);
  if (principal === undefined) return undefined;
  const resourceAccountId = account ?? ownerOf(shared.resource, principal);
  return { ...shared, kind: 'offline', principal, resourceAccountId, policies };
}

type OfflineOnly = 'kind' | 'principal' | 'resourceAccountId' | 'policies';

export interface ReadSuite {
  readonly suite?: Suite;
  readonly faults: readonly Fault[];
}

export async function readSuite(file: string, source: string): Promise<ReadSuite> {
  const reading = startReading(file, source);
  if (reading.faults.length > 0) return { faults: reading.faults };
  const known = ['policies', 'principals', 'cases'] as const;
  const given = fields(reading, reading.root, { what: 'the file', known }) ?? {};
  const principals = new Map(
    (given.principals === undefined ? [] : (members(reading, given.principals, 'principals') ?? []))
      .filter(({ value }) => value !== undefined)
      .map(({ name, value }) => [name, value as Node]),
  );
  const documents = readDocuments(reading, given.policies);
  if (!isList(given.cases)) fault(reading, given.cases ?? reading.root, 'cases must be a list');
  const list = isList(given.cases) ? items(reading, given.cases) : [];
  if (list.length > casesMax) fault(reading, given.cases, `a file has at most ${casesMax} cases`);
  const cases: Case[] = [];
  for (const node of list.slice(0, casesMax)) {
    const read = await readCase(reading, node, { documents, principals });
    if (read !== undefined) cases.push(read);
  }
  const { faults } = reading;
  return faults.length > 0 ? { faults } : { suite: { file, cases }, faults };
}
