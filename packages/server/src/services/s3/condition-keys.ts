/**
 * The condition keys that every S3 action has, and the forms of those that several share.
 * Page: Service Authorization Reference "Actions, resources, and condition keys for Amazon S3".
 */
import type { ContextEntries } from '../../authorize/context-keys.ts';
import type { BucketRecord } from '../../data/buckets.ts';
import type { Tags } from '../../data/tags.ts';
import type { RequestInfo } from '../../operation.ts';

type MutableEntries = Record<string, string | readonly string[] | undefined>;

/** s3:TlsVersion is missing, as on AWS over plain HTTP: this server leaves TLS to what is before it. */
export function commonKeys(info: RequestInfo, bucket: BucketRecord | undefined): MutableEntries {
  const { signed } = info;
  const payloadHash = signed?.payloadHash ?? info.request.headers['x-amz-content-sha256'];
  const keys: MutableEntries = {
    's3:resourceaccount': bucket?.accountId,
    's3:x-amz-content-sha256': payloadHash,
  };
  if (signed === undefined) return keys;
  keys['s3:signatureversion'] = signed.algorithm;
  keys['s3:authtype'] = signed.form === 'header' ? 'REST-HEADER' : 'REST-QUERY-STRING';
  if (signed.form === 'query') {
    const ageMs = info.server.clock.realNowMs() - signed.timestampMs;
    keys['s3:signatureage'] = String(Math.max(0, ageMs));
  }
  return keys;
}

/** `s3:ExistingObjectTag/KEY` of an object as it is. */
export function existingTagKeys(tags: Tags | undefined): ContextEntries {
  return tagKeys('s3:existingobjecttag/', tags ?? []);
}

/** `s3:RequestObjectTag/KEY` and the list of keys, of the tags that a request brings. */
export function requestTagKeys(tags: Tags | undefined): ContextEntries {
  if (tags === undefined) return {};
  return {
    ...tagKeys('s3:requestobjecttag/', tags),
    's3:requestobjecttagkeys': tags.map((tag) => tag.key),
  };
}

function tagKeys(prefix: string, tags: Tags): ContextEntries {
  const keys: MutableEntries = {};
  for (const { key, value } of tags) keys[prefix + key.toLowerCase()] = value;
  return keys;
}

/** Headers that are condition keys under their own name, as they were sent. */
const keyedHeaders = [
  'x-amz-acl',
  'x-amz-grant-full-control',
  'x-amz-grant-read',
  'x-amz-grant-read-acp',
  'x-amz-grant-write',
  'x-amz-grant-write-acp',
  'x-amz-copy-source',
  'x-amz-metadata-directive',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-server-side-encryption-customer-algorithm',
  'x-amz-storage-class',
  'x-amz-website-redirect-location',
  'x-amz-object-ownership',
] as const;

/** Keys of writes: what the headers ask for. */
export function writeKeys(info: RequestInfo): ContextEntries {
  const { headers } = info.request;
  const keys: MutableEntries = {
    's3:if-match': headers['if-match'],
    's3:if-none-match': headers['if-none-match'],
  };
  for (const header of keyedHeaders) {
    const value = headers[header];
    if (value !== undefined) keys[`s3:${header}`] = value;
  }
  return keys;
}
