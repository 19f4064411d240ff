/**
 * The policies that AWS manages, present in every account and in every partition. Pages: IAM UG
 * "AWS managed policies"; AWS Managed Policy Reference Guide. The facts are in
 * `packages/server/data` (docs/decisions/0002-aws-managed-policies.md). Nothing is read before the
 * first use; then the index is, and of the documents only the block that holds the one asked for.
 */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';

export interface AwsManagedPolicy {
  readonly name: string;
  readonly path: string;
  /** In the partition in which it was looked up. */
  readonly arn: string;
  /** `ANPA…`, the same for ever and in every account. */
  readonly policyId: string;
  readonly defaultVersionId: string;
  /**
   * DEVIATION: of an AWS managed policy only the default version exists; AWS also lists earlier
   * ones.
   */
  readonly versions: readonly AwsManagedPolicyVersion[];
  readonly createDate: Date;
  readonly updateDate: Date;
  /** DEVIATION: absent for the AWS managed policies imported so far; AWS describes each of them. */
  readonly description?: string;
  /** Text of the default version's document, unpacked on each call. */
  document(): string;
}

export interface AwsManagedPolicyVersion {
  readonly versionId: string;
  readonly isDefaultVersion: boolean;
  readonly createDate: Date;
}

export interface AwsManagedPolicies {
  /** Exact ARN, in any of AWS's partitions. */
  findByArn(arn: string): AwsManagedPolicy | undefined;
  /** All of them in order of name, with the ARNs of this partition (`aws` when not given). */
  list(partition?: string): readonly AwsManagedPolicy[];
}

interface IndexEntry {
  readonly name: string;
  readonly path: string;
  readonly policyId: string;
  readonly versionId: string;
  readonly createDate: string;
  readonly updateDate: string;
  readonly description?: string;
  /** Number of the block, and first byte and length within its text. */
  readonly at: readonly [block: number, start: number, length: number];
}

interface Index {
  /** First byte and length of each block in the file of documents. */
  readonly blocks: readonly (readonly [start: number, length: number])[];
  readonly policies: readonly IndexEntry[];
}

const indexFile = new URL('../../data/aws-managed-policies.json', import.meta.url);
const documentsFile = new URL('../../data/aws-managed-policies.bin', import.meta.url);

const arnPattern = /^arn:(aws|aws-cn|aws-us-gov):iam::aws:policy(\/.+)$/;

/** Reads one block. The last one is kept: listing all documents goes through the blocks in order. */
function blockReader(blocks: Index['blocks']): (block: number) => Buffer {
  let last: { readonly block: number; readonly text: Buffer } | undefined;
  return (block) => {
    if (last?.block === block) return last.text;
    const [start, length] = blocks[block] ?? [0, 0];
    const packed = Buffer.alloc(length);
    const file = openSync(documentsFile, 'r');
    try {
      readSync(file, packed, 0, length, start);
    } finally {
      closeSync(file);
    }
    last = { block, text: brotliDecompressSync(packed) };
    return last.text;
  };
}

/**
 * DEVIATION: every partition has the policies of the partition `aws`, with its own prefix in their
 * ARNs; AWS publishes somewhat different sets in aws-cn and aws-us-gov.
 */
function inPartition(document: string, partition: string): string {
  return partition === 'aws' ? document : document.replaceAll('arn:aws:', `arn:${partition}:`);
}

function loadPolicies(): AwsManagedPolicies {
  const index = JSON.parse(readFileSync(indexFile, 'utf8')) as Index;
  const entries = new Map(index.policies.map((entry) => [entry.path + entry.name, entry]));
  const readBlock = blockReader(index.blocks);

  const policy = (entry: IndexEntry, partition: string): AwsManagedPolicy => {
    const { name, path, policyId, versionId, description, at } = entry;
    const updateDate = new Date(entry.updateDate);
    return {
      name,
      path,
      arn: `arn:${partition}:iam::aws:policy${path}${name}`,
      policyId,
      defaultVersionId: versionId,
      versions: [{ versionId, isDefaultVersion: true, createDate: updateDate }],
      createDate: new Date(entry.createDate),
      updateDate,
      ...(description === undefined ? {} : { description }),
      document() {
        const [block, start, length] = at;
        return inPartition(readBlock(block).toString('utf8', start, start + length), partition);
      },
    };
  };

  return {
    findByArn(arn) {
      const [, partition, pathAndName] = arnPattern.exec(arn) ?? [];
      if (partition === undefined || pathAndName === undefined) return undefined;
      const entry = entries.get(pathAndName);
      return entry && policy(entry, partition);
    },
    list: (partition = 'aws') => index.policies.map((entry) => policy(entry, partition)),
  };
}

let loaded: AwsManagedPolicies | undefined;

export function awsManagedPolicies(): AwsManagedPolicies {
  loaded ??= loadPolicies();
  return loaded;
}
