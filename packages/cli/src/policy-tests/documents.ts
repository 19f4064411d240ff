/**
 * The policies of a file by name: written in it, read from a JSON file beside it, or AWS's own by
 * their ARN.
 */
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { PolicyDocument, PolicyOrigin, PolicyType, SourcePolicy } from '@hallpass/policy';
import { checkPolicy, compilePolicies, parsePolicy } from '@hallpass/policy';
import type { Node } from 'yaml';
import type { Reading } from './yaml-reading.ts';
import { fault, isMapping, jsonValue, members, text } from './yaml-reading.ts';

export interface NamedDocument {
  readonly text: string;
  /** Managed policies of AWS have an ARN. */
  readonly arn?: string;
}

export interface Documents {
  find(name: string): Promise<NamedDocument | undefined>;
}

const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
const version = { Version: '2012-10-17' };

/** What Organizations attaches by itself, under AWS's names. */
const builtIn: ReadonlyMap<string, NamedDocument> = new Map([
  ['FullAWSAccess', { text: JSON.stringify({ ...version, Statement: [everything] }) }],
  [
    'RCPFullAWSAccess',
    { text: JSON.stringify({ ...version, Statement: [{ ...everything, Principal: '*' }] }) },
  ],
]);

const documentBytesMax = 1024 * 1024;

function readDocumentFile(reading: Reading, node: Node, path: string): string | undefined {
  const full = resolve(dirname(reading.file), path);
  try {
    if (statSync(full).size <= documentBytesMax) return readFileSync(full, 'utf8');
    fault(reading, node, `${path} is too large for a policy`);
  } catch {
    fault(reading, node, `${path} cannot be read`);
  }
  return undefined;
}

/** Text of a document as it is given: JSON text, YAML in place of it, or `file:`. */
function documentText(reading: Reading, node: Node | undefined, what: string): string | undefined {
  if (!isMapping(node)) return text(reading, node, what);
  const only = members(reading, node, what) ?? [];
  const [member] = only;
  if (only.length === 1 && member?.name === 'file') {
    const path = text(reading, member.value, `${what}: file`);
    return path === undefined ? undefined : readDocumentFile(reading, member.key, path);
  }
  return JSON.stringify(jsonValue(reading, node), undefined, 2);
}

async function managedByAws(arn: string): Promise<NamedDocument | undefined> {
  const { awsManagedPolicies } = await import('@hallpass/server');
  const found = awsManagedPolicies().findByArn(arn);
  return found === undefined ? undefined : { text: found.document(), arn };
}

export function readDocuments(reading: Reading, node: Node | undefined): Documents {
  const named = new Map<string, NamedDocument>();
  for (const { name, value } of node === undefined
    ? []
    : (members(reading, node, 'policies') ?? [])) {
    const written = documentText(reading, value, `policy ${name}`);
    if (written !== undefined) named.set(name, { text: written });
  }
  return {
    async find(name) {
      const found = named.get(name) ?? builtIn.get(name);
      return found ?? (name.startsWith('arn:') ? managedByAws(name) : undefined);
    },
  };
}

const kinds: Readonly<Partial<Record<PolicyType, 'session' | 'trust' | 'scp'>>> = {
  identity: 'session',
  boundary: 'session',
  session: 'session',
  trust: 'trust',
  scp: 'scp',
};

/** Half a policy decides nothing, so what no service would store is a fault of the test. */
function whatIsWrong(written: string, type: PolicyType): string | undefined {
  const kind = kinds[type];
  // RCPFullAWSAccess allows, which a customer's RCP may not: only the syntax counts there.
  if (kind !== undefined) return checkPolicy(written, kind).fault?.message;
  const { errors } = parsePolicy(written);
  return errors[0]?.message;
}

export interface Use {
  readonly name: string;
  readonly type: PolicyType;
  readonly attachedTo?: string;
}

/** A named document in one of the places where policies apply. */
export async function sourcePolicy(
  reading: Reading,
  node: Node,
  { documents, use }: { readonly documents: Documents; readonly use: Use },
): Promise<SourcePolicy | undefined> {
  const { name, type, attachedTo } = use;
  const found = await documents.find(name);
  if (found === undefined) {
    fault(reading, node, `there is no policy "${name}"`);
    return undefined;
  }
  const wrong = whatIsWrong(found.text, type);
  const document: PolicyDocument | undefined = parsePolicy(found.text).document;
  if (wrong !== undefined || document === undefined) {
    fault(reading, node, `${name} is no ${type} policy: ${wrong ?? 'it is no JSON object'}`);
    return undefined;
  }
  const origin: PolicyOrigin = {
    type,
    name,
    ...(found.arn === undefined ? {} : { arn: found.arn }),
    ...(attachedTo === undefined ? {} : { attachedTo }),
  };
  const source = { document, origin };
  if (compilePolicies([source]).statements.length < document.statements.length) {
    fault(reading, node, `${name} is no ${type} policy: a statement lacks what that needs`);
  }
  return source;
}
