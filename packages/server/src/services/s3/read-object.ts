/**
 * GetObject and HeadObject: what they ask, and all of their answer but the body.
 * Pages: S3 API Reference "GetObject", "HeadObject".
 */
import type { Eventually } from '@hallpass/store';
import { whenReady } from '@hallpass/store';
import type { AccessItem } from '../../authorize/authorize.ts';
import { versionIdOf } from '../../data/objects.ts';
import type { AccessContext, AnswerDetails } from '../../operation.ts';
import { authorizedBucket, keyOf, onObject, targetBucket } from './access.ts';
import type { ChecksumOutput } from './checksums.ts';
import { checksumOutput, memberOf } from './checksums.ts';
import { existingTagKeys } from './condition-keys.ts';
import type { EncryptionInput } from './encryption.ts';
import { checkReadEncryption } from './encryption.ts';
import type { FoundObject, VersionInput } from './find-object.ts';
import { objectToAuthorize, requireObject } from './find-object.ts';
import type { FoundBody } from './object-body.ts';
import type { DescriptionOutput, ResponseOverrides } from './object-description.ts';
import { applyOverrides, describe } from './object-description.ts';
import type { ReadConditions } from './preconditions.ts';
import { checkReadConditions } from './preconditions.ts';
import type { ServedRange } from './ranges.ts';
import { checkRangeOrPart, contentRange, partRange, rangeOf } from './ranges.ts';
import { checkVersionId, versioned } from './versions.ts';

export interface ReadInput
  extends VersionInput, ReadConditions, ResponseOverrides, EncryptionInput {
  readonly Range?: string | undefined;
  readonly PartNumber?: number | undefined;
  readonly ChecksumMode?: string | undefined;
}

/** The rule of reads of one object, whose tags conditions may ask for. */
export function readRule(
  action: string,
): (input: VersionInput, context: AccessContext) => Eventually<readonly AccessItem[]> {
  return (input, context) =>
    whenReady(targetBucket(context, input), (bucket) => {
      const key = keyOf(input);
      return whenReady(objectToAuthorize(context, input, bucket), (record) => {
        const { VersionId: versionId } = input;
        const target =
          record?.tags === undefined
            ? { bucket, key, versionId }
            : { bucket, key, versionId, keys: existingTagKeys(record.tags) };
        return [onObject(versioned(action, versionId), context, target)];
      });
    });
}

/** The object of an authorized read, once everything about the request is found good. */
export function objectToRead(input: ReadInput, context: AccessContext): Eventually<FoundObject> {
  checkRangeOrPart(input);
  checkVersionId(input.VersionId, authorizedBucket(input));
  return whenReady(requireObject(context, input), (found) => {
    checkReadEncryption(input);
    checkReadConditions(found.record, input, context.nowMs);
    return found;
  });
}

export function servedRange(
  input: ReadInput,
  { record }: FoundObject,
  body: FoundBody | undefined,
): ServedRange {
  if (input.PartNumber === undefined) return rangeOf(input.Range, record.size);
  return partRange(record, body?.kind === 'parts' ? body.parts : undefined, input.PartNumber);
}

export interface ReadHead extends DescriptionOutput, ChecksumOutput {
  ContentLength: number;
  ContentRange?: string;
  PartsCount?: number;
  VersionId?: string;
}

/** What there is to say of an object, or of the range of it that is served. */
export function readHead(
  input: ReadInput,
  context: AccessContext,
  served: {
    readonly found: FoundObject;
    readonly range: ServedRange;
    readonly body: FoundBody | undefined;
  },
): ReadHead {
  const { found, range, body } = served;
  const { bucket, record } = found;
  const output = describe(record) as ReadHead;
  if (bucket.versioning !== undefined) output.VersionId = versionIdOf(record);
  output.ContentLength = range.length;
  if (range.partial) output.ContentRange = contentRange(range, record.size);
  if (input.PartNumber !== undefined && record.body.kind === 'parts') {
    output.PartsCount = record.body.count;
  }
  if (input.ChecksumMode === 'ENABLED') Object.assign(output, servedChecksum(input, found, served));
  // All of them are parameters of the query, and most requests have none.
  if (context.request.rawQuery !== '') {
    applyOverrides(output, input, context.caller.kind === 'anonymous');
  }
  void body;
  return output;
}

/** A checksum is shown with all of the bytes that it is of: the object's, or a part's. */
function servedChecksum(
  input: ReadInput,
  { record }: FoundObject,
  { range, body }: { readonly range: ServedRange; readonly body: FoundBody | undefined },
): ChecksumOutput {
  const { checksum } = record;
  if (checksum === undefined) return {};
  if (input.PartNumber !== undefined && body?.kind === 'parts') {
    const value = body.parts[input.PartNumber - 1]?.checksum;
    return value === undefined
      ? {}
      : { [memberOf(checksum.algorithm)]: value, ChecksumType: checksum.type };
  }
  return range.length === record.size ? checksumOutput(checksum) : {};
}

export function readAnswer(range: ServedRange): AnswerDetails {
  return range.partial ? { status: 206 } : {};
}
