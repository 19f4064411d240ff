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
function commonKeys(info: RequestInfo, bucket: BucketRecord | undefined): MutableEntries {
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

const aclHeaders = [
  'x-amz-acl',
  'x-amz-grant-full-control',
  'x-amz-grant-read',
  'x-amz-grant-read-acp',
  'x-amz-grant-write',
  'x-amz-grant-write-acp',
] as const;

const objectAcl = [...aclHeaders, 'x-amz-storage-class'] as const;

/** Headers that are condition keys under their own name, by the actions that AWS lists them for. */
const headersOfActions = new Map<string, readonly string[]>([
  [
    's3:PutObject',
    [
      ...objectAcl,
      'if-match',
      'if-none-match',
      'x-amz-copy-source',
      'x-amz-metadata-directive',
      'x-amz-server-side-encryption',
      'x-amz-server-side-encryption-aws-kms-key-id',
      'x-amz-server-side-encryption-customer-algorithm',
      'x-amz-website-redirect-location',
    ],
  ],
  ['s3:PutObjectAcl', objectAcl],
  ['s3:PutObjectVersionAcl', objectAcl],
  ['s3:PutBucketAcl', aclHeaders],
  ['s3:CreateBucket', [...aclHeaders, 'x-amz-object-ownership', 'x-amz-bucket-namespace']],
  ['s3:DeleteObject', ['if-match']],
]);

/** The common keys and those that the request's headers are for this action. */
export function actionKeys(
  action: string,
  info: RequestInfo,
  bucket: BucketRecord | undefined,
): MutableEntries {
  const keys = commonKeys(info, bucket);
  const headers = headersOfActions.get(action);
  if (headers === undefined) return keys;
  for (const header of headers) {
    const value = info.request.headers[header];
    if (value !== undefined) keys[`s3:${header}`] = value;
  }
  return keys;
}

/**
 * Tells requests that make objects from those that only prepare one (CreateMultipartUpload,
 * UploadPart) and so know no conditions on what is there. Page: S3 UG "Enforce conditional writes
 * on Amazon S3 buckets".
 */
export function creationKeys(creates: boolean): ContextEntries {
  return { 's3:objectcreationoperation': String(creates) };
}
