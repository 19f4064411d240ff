/** Page: S3 API Reference "GetObjectAttributes". */
import type {
  GetObjectAttributesOutput,
  GetObjectAttributesParts,
  GetObjectAttributesRequest,
} from '@aws-sdk/client-s3';
import { GetObjectAttributes$ } from '@aws-sdk/client-s3';
import { authorizedBucket } from '../access.ts';
import type { ObjectPart, ObjectRecord } from '../../../data/objects.ts';
import { objectParts } from '../../../data/objects.ts';
import type { ReadContext, ReadOperation } from '../../../operation.ts';
import { checksumOutput, memberOf } from '../checksums.ts';
import { checkReadEncryption } from '../encryption.ts';
import { invalidArgument } from '../errors.ts';
import type { FoundObject } from '../find-object.ts';
import { requireObject } from '../find-object.ts';
import { markerOf, pageSize } from '../part-pages.ts';
import { readRule } from '../read-object.ts';
import { checkVersionId, versionOutput } from '../versions.ts';

const known = new Set(['ETag', 'Checksum', 'ObjectParts', 'StorageClass', 'ObjectSize']);

function wantedOf(input: GetObjectAttributesRequest): ReadonlySet<string> {
  const wanted = new Set<string>(input.ObjectAttributes);
  for (const name of wanted) {
    if (known.has(name)) continue;
    throw invalidArgument('Invalid attribute name specified.', {
      name: 'x-amz-object-attributes',
      value: name,
    });
  }
  return wanted;
}

/** Parts are listed one by one where they have checksums of their own. */
async function partsOutput(
  input: GetObjectAttributesRequest,
  { tx }: ReadContext,
  { bucket, key, record }: FoundObject,
): Promise<GetObjectAttributesParts | undefined> {
  const { body, checksum } = record;
  if (body.kind !== 'parts') return undefined;
  if (checksum?.type !== 'COMPOSITE') return { TotalPartsCount: body.count };
  const max = pageSize(input.MaxParts, 'x-amz-max-parts');
  const marker = markerOf(input.PartNumberMarker, 'x-amz-part-number-marker');
  const parts = await objectParts(tx, { bucketId: bucket.id, key, record });
  const after = parts.filter((_part, index) => index + 1 > marker);
  const page = after.slice(0, max);
  const numbered = page.map((part, index) => partOutput(part, checksum.algorithm, marker + index));
  return {
    TotalPartsCount: body.count,
    PartNumberMarker: String(marker),
    NextPartNumberMarker: String(page.length === 0 ? 0 : marker + page.length),
    MaxParts: max,
    IsTruncated: after.length > page.length,
    Parts: numbered,
  };
}

function partOutput(part: ObjectPart, algorithm: string, index: number) {
  const checksum = part.checksum === undefined ? {} : { [memberOf(algorithm)]: part.checksum };
  return { PartNumber: index + 1, Size: part.size, ...checksum };
}

/** A composite checksum shows without the number of its parts here. */
function checksumOf({ checksum }: ObjectRecord): GetObjectAttributesOutput['Checksum'] {
  if (checksum === undefined) return undefined;
  const value = checksum.value.replace(/-\d+$/, '');
  return checksumOutput({ ...checksum, value });
}

export const GetObjectAttributes: ReadOperation<
  GetObjectAttributesRequest,
  GetObjectAttributesOutput
> = {
  schema: GetObjectAttributes$,
  access: async (input, context) => [
    ...(await readRule('s3:GetObject')(input, context)),
    ...(await readRule('s3:GetObjectAttributes')(input, context)),
  ],
  mode: 'read',
  async handle(input, context) {
    checkVersionId(input.VersionId, authorizedBucket(input));
    const wanted = wantedOf(input);
    const found = await requireObject(context, input);
    checkReadEncryption(input);
    const { record } = found;
    const output: GetObjectAttributesOutput = {
      LastModified: new Date(record.modifiedAtMs),
      ...versionOutput(found.bucket, record),
    };
    if (wanted.has('ETag')) output.ETag = record.etag;
    if (wanted.has('Checksum')) output.Checksum = checksumOf(record);
    if (wanted.has('ObjectParts')) output.ObjectParts = await partsOutput(input, context, found);
    if (wanted.has('StorageClass')) {
      output.StorageClass = (record.storageClass ?? 'STANDARD') as 'STANDARD';
    }
    if (wanted.has('ObjectSize')) output.ObjectSize = record.size;
    return output;
  },
};
