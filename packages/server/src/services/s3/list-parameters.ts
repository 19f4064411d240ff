/**
 * Parameters that the list operations share, and their answers' encoding.
 * Page: S3 API Reference "ListObjectsV2" (encoding-type, max-keys).
 */
import type { Eventually } from '@hallpass/store';
import { whenReady } from '@hallpass/store';
import type { AccessItem } from '../../authorize/authorize.ts';
import type { ListedObject, ObjectRecord } from '../../data/objects.ts';
import type { AccessContext } from '../../operation.ts';
import type { BucketInput } from './access.ts';
import { onBucket, targetBucket } from './access.ts';
import { invalidArgument } from './errors.ts';

const pageMax = 1000;
const integerMax = 2_147_483_647;

/** More than a page may be asked for, and is answered with a page. */
export function pageSizeOf(asked: number | undefined, argument: string): number {
  if (asked === undefined) return pageMax;
  if (Number.isInteger(asked) && asked >= 0 && asked <= integerMax) return Math.min(asked, pageMax);
  throw invalidArgument(`Argument ${argument} must be an integer between 0 and ${integerMax}`, {
    name: argument,
    value: asked,
  });
}

export interface ListInput extends BucketInput {
  readonly Prefix?: string | undefined;
  readonly Delimiter?: string | undefined;
  readonly EncodingType?: string | undefined;
}

export function checkEncodingType(type: string | undefined): void {
  if (type === undefined || type === 'url') return;
  throw invalidArgument('Invalid Encoding Method specified in Request', {
    name: 'encoding-type',
    value: type,
  });
}

/** The empty delimiter is none. */
export function delimiterOf({ Delimiter }: ListInput): string | undefined {
  return Delimiter === '' ? undefined : Delimiter;
}

const plain = /^[A-Za-z0-9/._-]*$/;

/** As AWS encodes keys in answers: like a form, but `/` stays. */
export function urlEncode(text: string): string {
  if (plain.test(text)) return text;
  return encodeURIComponent(text.toWellFormed())
    .replaceAll('%2F', '/')
    .replaceAll('%20', '+')
    .replaceAll(
      /[!'()~]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    );
}

export function encoderOf({ EncodingType }: ListInput): (text: string) => string {
  return EncodingType === 'url' ? urlEncode : (text) => text;
}

export function listRule(
  action: string,
  maxOf: (input: never) => number | undefined,
): (input: ListInput, context: AccessContext) => Eventually<readonly AccessItem[]> {
  return (input, context) =>
    whenReady(targetBucket(context, input), (bucket) => {
      const max = maxOf(input as never);
      const keys = {
        's3:prefix': input.Prefix,
        's3:delimiter': input.Delimiter,
        's3:max-keys': max === undefined ? undefined : String(max),
      };
      return [onBucket(action, context, { bucket, keys })];
    });
}

export interface ListedOutput {
  Key: string;
  LastModified: Date;
  ETag: string;
  ChecksumAlgorithm?: never[];
  ChecksumType?: 'FULL_OBJECT' | 'COMPOSITE';
  Size: number;
  StorageClass: never;
  Owner?: { ID: string };
}

export function listedOutput(
  { key, record }: ListedObject,
  encode: (text: string) => string,
  ownerOf: ((record: ObjectRecord) => string) | undefined,
): ListedOutput {
  const { checksum } = record;
  const output: ListedOutput = {
    Key: encode(key),
    LastModified: new Date(record.modifiedAtMs),
    ETag: `"${record.etag}"`,
    Size: record.size,
    // The SDK's type is a list of literals; what is stored was checked to be one of them.
    StorageClass: (record.storageClass ?? 'STANDARD') as never,
  };
  if (checksum !== undefined) {
    output.ChecksumAlgorithm = [checksum.algorithm as never];
    output.ChecksumType = checksum.type;
  }
  if (ownerOf !== undefined) output.Owner = { ID: ownerOf(record) };
  return output;
}

export function prefixOutput(
  prefixes: readonly string[],
  encode: (text: string) => string,
): { CommonPrefixes?: { Prefix: string }[] } {
  if (prefixes.length === 0) return {};
  return { CommonPrefixes: prefixes.map((prefix) => ({ Prefix: encode(prefix) })) };
}
