/** The `policies:` of a case: which documents apply to it, at which level. */
import type { AppliedPolicies, PolicySet, PolicyType, SourcePolicy } from '@hallpass/policy';
import { compilePolicies } from '@hallpass/policy';
import type { Node } from 'yaml';
import type { Documents } from './documents.ts';
import { sourcePolicy } from './documents.ts';
import type { Reading } from './yaml-reading.ts';
import { fault, fields, isList, isNull, items, text } from './yaml-reading.ts';

const known = [
  'identity',
  'boundary',
  'session',
  'resource',
  'trust',
  'key',
  'scp',
  'rcp',
] as const;

const levelsMax = 8;

interface Place {
  readonly documents: Documents;
  readonly type: PolicyType;
}

async function policySet(reading: Reading, node: Node, place: Place): Promise<PolicySet> {
  const sources: SourcePolicy[] = [];
  for (const item of isNull(node) ? [] : items(reading, node)) {
    const name = text(reading, item, `a policy of ${place.type}`);
    if (name === undefined) continue;
    const { documents, type } = place;
    const source = await sourcePolicy(reading, item, { documents, use: { name, type } });
    if (source !== undefined) sources.push(source);
  }
  return compilePolicies(sources);
}

/** A list of lists is the levels from the root down; a list of names is one level. */
async function levels(reading: Reading, node: Node, place: Place): Promise<readonly PolicySet[]> {
  const list = items(reading, node);
  if (list.length > levelsMax) fault(reading, node, `an organization has ${levelsMax} levels`);
  const sets: PolicySet[] = [];
  const isLevelled = list.some(isList);
  for (const level of isLevelled ? list.slice(0, levelsMax) : [node]) {
    sets.push(await policySet(reading, level, place));
  }
  return sets;
}

export async function readPolicies(
  reading: Reading,
  node: Node | undefined,
  documents: Documents,
): Promise<AppliedPolicies> {
  if (node === undefined) return {};
  const given = fields(reading, node, { what: 'policies', known });
  if (given === undefined) return {};
  const { resource, trust, key } = given;
  if ([resource, trust, key].filter((one) => one !== undefined).length > 1) {
    fault(reading, node, 'a resource has one policy: resource, trust or key');
  }
  const set = async (from: Node | undefined, type: PolicyType) =>
    from && (await policySet(reading, from, { documents, type }));
  const list = async (from: Node | undefined, type: PolicyType) =>
    from && (await levels(reading, from, { documents, type }));
  const applied = {
    identity: await set(given.identity, 'identity'),
    boundary: await set(given.boundary, 'boundary'),
    session: await set(given.session, 'session'),
    resource: await set(resource ?? key, 'resource'),
    ...(trust === undefined ? {} : { resource: await set(trust, 'trust') }),
    scpLevels: await list(given.scp, 'scp'),
    rcpLevels: await list(given.rcp, 'rcp'),
    resourceKind: trust === undefined ? (key === undefined ? 'ordinary' : 'kms') : 'trust',
  };
  const present = Object.entries(applied).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as AppliedPolicies;
}
