/** Page: S3 API Reference "CopyObject". */
import type { CopyObjectOutput, CopyObjectRequest } from '@aws-sdk/client-s3';
import { CopyObject$ } from '@aws-sdk/client-s3';
import type { ChecksumAlgorithm } from '@hallpass/wire';
import { failWith } from '@hallpass/wire';
import type { Transaction } from '@hallpass/store';
import type { AccessItem } from '../../../authorize/authorize.ts';
import { decide } from '../../../authorize/authorize.ts';
import type { ObjectAccess } from '../../../data/acls.ts';
import type { BucketRecord } from '../../../data/buckets.ts';
import type { ObjectDescription, ObjectRecord } from '../../../data/objects.ts';
import { findObject } from '../../../data/objects.ts';
import type { AccessContext, OwnOperation, RequestInfo } from '../../../operation.ts';
import { authorizedBucket, keyOf, onObject, targetBucket } from '../access.ts';
import { newObjectAccess, putTarget } from '../acl.ts';
import { checksumOutput, defaultAlgorithm, namedAlgorithm } from '../checksums.ts';
import { existingTagKeys, requestTagKeys } from '../condition-keys.ts';
import { copyBytes } from '../copy-bytes.ts';
import type { FoundSource } from '../copy-source.ts';
import { checkCopyCaller, findSource, sourceAccess, sourceVersionOutput } from '../copy-source.ts';
import { checkEncryption } from '../encryption.ts';
import { invalidArgument } from '../errors.ts';
import { stillThere } from '../find-object.ts';
import { findBody, readBytes } from '../object-body.ts';
import { descriptionOf } from '../object-description.ts';
import { checkWriteConditionForm } from '../preconditions.ts';
import { putBytesMax } from '../receive-body.ts';
import { retireBlobs } from '../retire-blobs.ts';
import type { ObjectContent, ObjectWrite, Written } from '../store-object.ts';
import { storeObject, writeObject } from '../store-object.ts';
import { readTaggingHeader } from '../tagging.ts';
import { refuseVersionId } from '../versions.ts';
import { writeItems } from '../write-access.ts';

const directives = new Set<string | undefined>([undefined, 'COPY', 'REPLACE']);

function checkDirectives({ MetadataDirective, TaggingDirective }: CopyObjectRequest): void {
  if (!directives.has(MetadataDirective)) {
    throw invalidArgument('Unknown metadata directive.', {
      name: 'x-amz-metadata-directive',
      value: MetadataDirective,
    });
  }
  if (!directives.has(TaggingDirective)) {
    throw invalidArgument('Unknown tagging directive.', {
      name: 'x-amz-tagging-directive',
      value: TaggingDirective,
    });
  }
}

async function accessItems(
  input: CopyObjectRequest,
  context: AccessContext,
): Promise<readonly AccessItem[]> {
  checkCopyCaller(context);
  const replacesTags = input.TaggingDirective === 'REPLACE';
  const source = await sourceAccess(input, context, { withTags: !replacesTags });
  const bucket = await targetBucket(context, input);
  // A tagging header counts only when it is to replace.
  const { Tagging, ...rest } = input;
  const written = replacesTags ? { ...rest, Tagging } : rest;
  const items = await writeItems(written, context, { bucket, creates: true });
  const wanted = [
    ...source.items,
    ...items,
    ...(await copiedTagItems(input, context, { source, bucket })),
  ];
  if (source.missing !== undefined) {
    for (const item of wanted) {
      const { decision } = await decide(context, item);
      if (decision.effect !== 'allow') return [item];
    }
    throw source.missing;
  }
  return wanted;
}

/** Tags that come along are tags that are put. */
async function copiedTagItems(
  input: CopyObjectRequest,
  context: AccessContext,
  target: {
    readonly source: { readonly record: ObjectRecord | undefined };
    readonly bucket: BucketRecord;
  },
): Promise<AccessItem[]> {
  const tags = target.source.record?.tags;
  if (input.TaggingDirective === 'REPLACE' || tags === undefined) return [];
  const { bucket } = target;
  const key = keyOf(input);
  const former = await findObject(context.tx, bucket.id, key);
  const keys = { ...existingTagKeys(former?.tags), ...requestTagKeys(tags) };
  return [onObject('s3:PutObjectTagging', context, { bucket, key, keys })];
}

/** What the copy is described with: the source's own, or all of what the request says. */
function descriptionFor(input: CopyObjectRequest, source: ObjectRecord): ObjectDescription {
  const tags =
    input.TaggingDirective === 'REPLACE' ? readTaggingHeader(input.Tagging) : source.tags;
  const asked = descriptionOf(input, tags);
  if (input.MetadataDirective === 'REPLACE') return asked;
  return { ...asked, headers: source.headers, metadata: source.metadata };
}

/**
 * A copy onto itself must change something that only a copy can change; but to copy a version that
 * is named makes it the current one.
 */
function checkSelfCopy(input: CopyObjectRequest, source: FoundSource, target: BucketRecord): void {
  if (source.bucket.id !== target.id || source.key !== keyOf(input)) return;
  if (target.versioning !== undefined && source.versionId !== undefined) return;
  const changes =
    input.MetadataDirective === 'REPLACE' ||
    (input.StorageClass ?? input.WebsiteRedirectLocation ?? input.ServerSideEncryption) !==
      undefined;
  if (changes) return;
  throw failWith(
    'InvalidRequest',
    "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
  );
}

function checkSize({ record }: FoundSource): void {
  if (record.size <= putBytesMax) return;
  throw failWith(
    'InvalidRequest',
    `The specified copy source is larger than the maximum allowable size for a copy source: ${putBytesMax}`,
  );
}

interface Copying {
  readonly source: FoundSource;
  readonly target: BucketRecord;
  readonly access: ObjectAccess;
  readonly algorithm: ChecksumAlgorithm;
}

async function prepare(
  tx: Transaction,
  input: CopyObjectRequest,
  context: RequestInfo,
): Promise<Copying> {
  const target = await stillThere(tx, authorizedBucket(input));
  const access = await newObjectAccess({ ...context, tx }, input, putTarget(target, input));
  const source = await findSource(tx, input, context.nowMs);
  checkSelfCopy(input, source, target);
  checkSize(source);
  const former = source.record.checksum?.algorithm as ChecksumAlgorithm | undefined;
  const algorithm = namedAlgorithm(input.ChecksumAlgorithm) ?? former ?? defaultAlgorithm;
  return { source, target, access, algorithm };
}

function writeOf(
  input: CopyObjectRequest,
  { nowMs }: RequestInfo,
  { source, target, access, content }: Copying & { readonly content: ObjectContent },
): ObjectWrite {
  return {
    bucket: target,
    key: keyOf(input),
    conditions: input,
    description: descriptionFor(input, source.record),
    access,
    content,
    modifiedAtMs: nowMs,
  };
}

/** The body of a copy that shares it; undefined when the copy needs digests that nobody has. */
async function sharedContent(
  tx: Transaction,
  { source, algorithm }: Copying,
): Promise<ObjectContent | undefined> {
  const { bucket, key, record } = source;
  const { size, etag, checksum } = record;
  if (checksum?.algorithm !== algorithm || checksum.type !== 'FULL_OBJECT') return undefined;
  const body = await findBody(tx, { bucketId: bucket.id, key, record });
  // An object made of parts becomes one whole, whose ETag is another.
  return body.kind === 'parts' ? undefined : { body, size, etag, checksum };
}

interface Copied extends Written {
  readonly source: FoundSource;
}

async function copy(input: CopyObjectRequest, context: RequestInfo): Promise<Copied> {
  const { server } = context;
  const begun = await server.metadata.transact(async (tx) => {
    const copying = await prepare(tx, input, context);
    const content = await sharedContent(tx, copying);
    if (content !== undefined) {
      const written = await writeObject(tx, writeOf(input, context, { ...copying, content }));
      return { written: { ...written, source: copying.source } };
    }
    const { bucket, key, record } = copying.source;
    return { copying, body: await findBody(tx, { bucketId: bucket.id, key, record }) };
  });
  if (begun.written !== undefined) {
    retireBlobs(server, begun.written.retired);
    return begun.written;
  }
  const { copying, body } = begun;
  const { size } = copying.source.record;
  const bytes = readBytes(server.blobs, body, { offset: 0, length: size });
  const content = await copyBytes(server, bytes, { size, algorithm: copying.algorithm });
  const written = await storeObject(context, writeOf(input, context, { ...copying, content }));
  return { ...written, source: copying.source };
}

export const CopyObject: OwnOperation<CopyObjectRequest, CopyObjectOutput> = {
  schema: CopyObject$,
  access: accessItems,
  mode: 'own',
  async handle(input, context) {
    refuseVersionId(context);
    checkDirectives(input);
    checkWriteConditionForm(input);
    checkEncryption(input);
    const { record, versionId, source } = await copy(input, context);
    return {
      CopyObjectResult: {
        LastModified: new Date(record.modifiedAtMs),
        ETag: `"${record.etag}"`,
        ...checksumOutput(record.checksum),
      },
      ServerSideEncryption: 'AES256',
      ...(versionId === undefined ? {} : { VersionId: versionId }),
      ...sourceVersionOutput(source),
    };
  },
};
