/**
 * Conditional requests: reads (If-Match, If-None-Match and the dates), copies' conditions on their
 * source, and writes. Pages: S3 UG "How to prevent object overwrites with conditional writes"; S3
 * API Reference "GetObject", "CopyObject"; RFC 9110 §13.2.2 for the order.
 */
import type { VersionRecord } from '../../data/object-versions.ts';
import { isDeleteMarker } from '../../data/object-versions.ts';
import type { ObjectRecord } from '../../data/objects.ts';
import { failS3, noSuchKey, notImplementedHeader, preconditionFailed } from './errors.ts';

export interface ReadConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfModifiedSince?: Date | undefined;
  readonly IfUnmodifiedSince?: Date | undefined;
}

/** One etag or a list of them, quoted or not, or `*`. */
function namesEtag(header: string, etag: string): boolean {
  return header.split(',').some((part) => {
    const wanted = part.trim();
    return wanted === '*' || bareEtag(wanted) === etag;
  });
}

function bareEtag(text: string): string {
  return text.replace(/^W\//, '').replaceAll('"', '');
}

/** HTTP dates have whole seconds. */
function isModifiedAfter(record: ObjectRecord, date: Date): boolean {
  return Math.floor(record.modifiedAtMs / 1000) > Math.floor(date.getTime() / 1000);
}

type Outcome = keyof ReadConditions | undefined;

/** The condition that does not hold, if any. */
function failedCondition(record: ObjectRecord, conditions: ReadConditions, nowMs: number): Outcome {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = conditions;
  if (IfMatch !== undefined) {
    if (!namesEtag(IfMatch, record.etag)) return 'IfMatch';
  } else if (IfUnmodifiedSince !== undefined && isModifiedAfter(record, IfUnmodifiedSince)) {
    return 'IfUnmodifiedSince';
  }
  if (IfNoneMatch !== undefined) {
    return namesEtag(IfNoneMatch, record.etag) ? 'IfNoneMatch' : undefined;
  }
  // A date in the future says nothing (RFC 9110 §13.1.3).
  const known = IfModifiedSince !== undefined && IfModifiedSince.getTime() <= nowMs;
  return known && !isModifiedAfter(record, IfModifiedSince) ? 'IfModifiedSince' : undefined;
}

/** Throws 304 Not Modified or 412 Precondition Failed. */
export function checkReadConditions(
  record: ObjectRecord,
  conditions: ReadConditions,
  nowMs: number,
): void {
  const failed = failedCondition(record, conditions, nowMs);
  if (failed === undefined) return;
  if (failed === 'IfMatch') throw preconditionFailed('If-Match');
  if (failed === 'IfUnmodifiedSince') throw preconditionFailed('If-Unmodified-Since');
  throw failS3('NotModified').with({
    headers: {
      ETag: `"${record.etag}"`,
      'Last-Modified': new Date(record.modifiedAtMs).toUTCString(),
    },
  });
}

export interface CopySourceConditions {
  readonly CopySourceIfMatch?: string | undefined;
  readonly CopySourceIfNoneMatch?: string | undefined;
  readonly CopySourceIfModifiedSince?: Date | undefined;
  readonly CopySourceIfUnmodifiedSince?: Date | undefined;
}

const copyConditionNames = {
  IfMatch: 'x-amz-copy-source-If-Match',
  IfNoneMatch: 'x-amz-copy-source-If-None-Match',
  IfModifiedSince: 'x-amz-copy-source-If-Modified-Since',
  IfUnmodifiedSince: 'x-amz-copy-source-If-Unmodified-Since',
} as const;

/** All of a copy's conditions fail with 412. */
export function checkCopySourceConditions(
  record: ObjectRecord,
  input: CopySourceConditions,
  nowMs: number,
): void {
  const failed = failedCondition(
    record,
    {
      IfMatch: input.CopySourceIfMatch,
      IfNoneMatch: input.CopySourceIfNoneMatch,
      IfModifiedSince: input.CopySourceIfModifiedSince,
      IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
    },
    nowMs,
  );
  if (failed !== undefined) throw preconditionFailed(copyConditionNames[failed]);
}

export interface WriteConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

function notAccepted(header: string): Error {
  return notImplementedHeader(
    header,
    `We don't accept the provided value of ${header} header for this API`,
  );
}

/** What of the conditions is refused whatever the object is. */
export function checkWriteConditionForm({ IfMatch, IfNoneMatch }: WriteConditions): void {
  if (IfMatch !== undefined && IfNoneMatch !== undefined) {
    throw notImplementedHeader(
      'If-Match,If-None-Match',
      'Multiple conditional request headers present in the request',
    );
  }
  if (IfNoneMatch !== undefined && IfNoneMatch !== '*') throw notAccepted('If-None-Match');
  if (IfMatch === '*') throw notAccepted('If-Match');
}

/** Decided in the transaction that writes: `former` is what it would replace. */
export function checkWriteConditions(
  key: string,
  former: ObjectRecord | undefined,
  { IfMatch, IfNoneMatch }: WriteConditions,
): void {
  if (IfNoneMatch !== undefined && former !== undefined) throw preconditionFailed('If-None-Match');
  if (IfMatch === undefined) return;
  if (former === undefined) throw noSuchKey(key);
  if (bareEtag(IfMatch) !== former.etag) throw preconditionFailed('If-Match');
}

/** DeleteObject: what is not there cannot match, and `*` matches whatever is. */
export function checkDeleteCondition(
  key: string,
  former: VersionRecord | undefined,
  etag: string | undefined,
): void {
  if (etag === undefined) return;
  if (former === undefined || isDeleteMarker(former)) throw noSuchKey(key);
  if (!namesEtag(etag, former.etag)) throw preconditionFailed('If-Match');
}
