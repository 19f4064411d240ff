/**
 * Makes `packages/server/data/aws-managed-policies.{json,bin}` from AWS's own answer:
 *
 * aws iam get-account-authorization-details --filter AWSManagedPolicy > FILE
 * node scripts/import-managed-policies.ts FILE
 *
 * Only facts are taken over: name, path, description, unique id, dates, the default version's
 * number and its document. The index is text, so that a refresh can be read as a diff; the
 * documents stand beside it in compressed blocks of neighbours, so that reading one document
 * unpacks one block and not all five megabytes. Why it is done so:
 * docs/decisions/0002-aws-managed-policies.md.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

interface PolicyDetail {
  readonly PolicyName: string;
  readonly PolicyId?: string;
  readonly Path?: string;
  readonly Description?: string;
  readonly DefaultVersionId: string;
  readonly CreateDate: string;
  readonly UpdateDate: string;
  readonly PolicyVersionList: readonly {
    readonly VersionId: string;
    readonly Document: unknown;
  }[];
}

/** Text of one block before compression. Larger packs better, smaller opens faster. */
const blockBytesMin = 96 * 1024;

const documentMembers = ['Version', 'Id', 'Statement'];
const statementMembers = ['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction'];
const memberOrder = [
  ...documentMembers,
  ...statementMembers,
  'Resource',
  'NotResource',
  'Condition',
];

/** The order in which AWS prints a statement; some tools that decode the answer sort the members. */
function inOrder(element: unknown): unknown {
  if (Array.isArray(element)) return element.map(inOrder);
  if (typeof element !== 'object' || element === null) return element;
  const rank = (name: string): number => (memberOrder.indexOf(name) + 100) % 100;
  const members = Object.entries(element).toSorted(([a], [b]) => rank(a) - rank(b));
  return Object.fromEntries(members.map(([k, v]) => [k, k === 'Condition' ? v : inOrder(v)]));
}

function documentText(policy: PolicyDetail): string {
  const version = policy.PolicyVersionList.find((v) => v.VersionId === policy.DefaultVersionId);
  if (version === undefined) throw new Error(`${policy.PolicyName}: no default version`);
  const { Document } = version;
  const parsed: unknown =
    typeof Document === 'string' ? JSON.parse(decodeURIComponent(Document)) : Document;
  return JSON.stringify(inOrder(parsed), null, 4);
}

/**
 * DEVIATION: the unique id (ANPA…) of an AWS managed policy is derived from its name where AWS's
 * answer was imported without it. It is stable, and no policy element can refer to it.
 */
function derivedPolicyId(name: string): string {
  const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const digest = createHash('sha256').update(`aws-managed-policy/${name}`).digest();
  return `ANPA${[...digest.subarray(0, 17)].map((byte) => base32[byte & 31]).join('')}`;
}

function seconds(date: string): string {
  return `${new Date(date).toISOString().slice(0, 19)}Z`;
}

function pack(policies: readonly PolicyDetail[]): { index: string; blocks: Buffer } {
  const rows: string[] = [];
  const blocks: Buffer[] = [];
  let texts: Buffer[] = [];
  let offset = 0;
  const blockTable: [offset: number, length: number][] = [];
  let packed = 0;
  const close = (): void => {
    const text = Buffer.concat(texts);
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
    const block = brotliCompressSync(text, { params });
    blocks.push(block);
    blockTable.push([packed, block.length]);
    packed += block.length;
    texts = [];
    offset = 0;
  };
  for (const policy of policies) {
    const text = Buffer.from(documentText(policy));
    rows.push(
      JSON.stringify({
        name: policy.PolicyName,
        path: policy.Path ?? '/',
        policyId: policy.PolicyId ?? derivedPolicyId(policy.PolicyName),
        versionId: policy.DefaultVersionId,
        createDate: seconds(policy.CreateDate),
        updateDate: seconds(policy.UpdateDate),
        ...(policy.Description === undefined ? {} : { description: policy.Description }),
        at: [blockTable.length, offset, text.length],
      }),
    );
    texts.push(text);
    offset += text.length;
    if (offset >= blockBytesMin) close();
  }
  if (offset > 0) close();
  const index = `{"blocks":${JSON.stringify(blockTable)},"policies":[\n${rows.join(',\n')}\n]}\n`;
  return { index, blocks: Buffer.concat(blocks) };
}

const file = process.argv[2];
if (file === undefined) {
  process.stderr.write('usage: node scripts/import-managed-policies.ts FILE\n');
  process.exit(2);
}
const { Policies } = JSON.parse(readFileSync(file, 'utf8')) as { Policies: PolicyDetail[] };
const sorted = Policies.toSorted((a, b) => (a.PolicyName < b.PolicyName ? -1 : 1));
const { index, blocks } = pack(sorted);
const folder = resolve(import.meta.dirname, '../packages/server/data');
writeFileSync(resolve(folder, 'aws-managed-policies.json'), index);
writeFileSync(resolve(folder, 'aws-managed-policies.bin'), blocks);
process.stdout.write(`${sorted.length} policies, ${index.length + blocks.length} bytes\n`);
