/**
 * What a client says of an object beside its bytes: standard headers, user metadata, storage class,
 * redirect; from requests into records and from records into answers.
 * Page: S3 UG "Working with object metadata".
 */
import { failWith, storedContentEncoding } from '@hallpass/wire';
import type { ContentHeaders, ObjectDescription, ObjectRecord } from '../../data/objects.ts';
import type { Tags } from '../../data/tags.ts';
import { failS3, invalidArgument, notImplementedHeader } from './errors.ts';

/** Names and values of user metadata together, in bytes of UTF-8. */
const metadataBytesMax = 2048;
const redirectCharactersMax = 2048;
const defaultContentType = 'binary/octet-stream';

/** Members that PutObject, CopyObject and CreateMultipartUpload share. */
export interface DescriptionInput {
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentType?: string | undefined;
  readonly Expires?: Date | undefined;
  readonly Metadata?: Readonly<Record<string, string>> | undefined;
  readonly StorageClass?: string | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly ObjectLockMode?: string | undefined;
  readonly ObjectLockRetainUntilDate?: Date | undefined;
  readonly ObjectLockLegalHoldStatus?: string | undefined;
  readonly WriteOffsetBytes?: number | undefined;
}

/** Classes whose objects can be read at once. */
const storageClasses = new Set([
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER_IR',
]);
/** Archives need RestoreObject, which is not built. */
const archiveClasses = new Set(['GLACIER', 'DEEP_ARCHIVE']);

function storageClassOf(given: string | undefined): string | undefined {
  if (given === undefined || given === 'STANDARD') return undefined;
  if (archiveClasses.has(given)) throw notImplementedHeader('x-amz-storage-class');
  if (storageClasses.has(given)) return given;
  throw failS3('InvalidStorageClass', undefined, { StorageClassRequested: given });
}

function checkMetadata(metadata: Readonly<Record<string, string>>): void {
  let size = 0;
  for (const [name, value] of Object.entries(metadata)) {
    size += Buffer.byteLength(name) + Buffer.byteLength(value);
  }
  if (size <= metadataBytesMax) return;
  throw failS3('MetadataTooLarge', undefined, { Size: size, MaxSizeAllowed: metadataBytesMax });
}

function checkRedirect(location: string | undefined): void {
  if (location === undefined) return;
  if (/^(?:\/|https?:\/\/)/.test(location) && location.length <= redirectCharactersMax) return;
  throw failWith(
    'InvalidArgument',
    'The website redirect location must have a prefix of ‘http://’ or ‘https://’ or ‘/’.',
    { ArgumentName: 'x-amz-website-redirect-location', ArgumentValue: location },
  );
}

function checkObjectLock(input: DescriptionInput): void {
  const locked =
    input.ObjectLockMode ?? input.ObjectLockRetainUntilDate ?? input.ObjectLockLegalHoldStatus;
  if (locked !== undefined) {
    throw failWith('InvalidRequest', 'Bucket is missing Object Lock Configuration');
  }
  // Appending is of directory buckets.
  if (input.WriteOffsetBytes !== undefined) throw notImplementedHeader('x-amz-write-offset-bytes');
}

export function contentHeadersOf(input: DescriptionInput): ContentHeaders {
  const encoding = storedContentEncoding(input.ContentEncoding);
  const { CacheControl, ContentDisposition, ContentLanguage, ContentType, Expires } = input;
  const headers: { -readonly [K in keyof ContentHeaders]: ContentHeaders[K] } = {
    ContentType: ContentType === undefined || ContentType === '' ? defaultContentType : ContentType,
  };
  if (CacheControl !== undefined) headers.CacheControl = CacheControl;
  if (ContentDisposition !== undefined) headers.ContentDisposition = ContentDisposition;
  if (encoding !== undefined) headers.ContentEncoding = encoding;
  if (ContentLanguage !== undefined) headers.ContentLanguage = ContentLanguage;
  if (Expires !== undefined) headers.Expires = Expires.getTime();
  return headers;
}

/** Checked, and ready to be stored. */
export function descriptionOf(input: DescriptionInput, tags: Tags | undefined): ObjectDescription {
  checkObjectLock(input);
  const metadata = input.Metadata ?? {};
  checkMetadata(metadata);
  checkRedirect(input.WebsiteRedirectLocation);
  const storageClass = storageClassOf(input.StorageClass);
  return {
    headers: contentHeadersOf(input),
    metadata: { ...metadata },
    ...(tags === undefined ? {} : { tags }),
    ...(storageClass === undefined ? {} : { storageClass }),
    ...(input.WebsiteRedirectLocation === undefined
      ? {}
      : { websiteRedirectLocation: input.WebsiteRedirectLocation }),
  };
}

/** Members of GetObject's and HeadObject's answers that come from the record as it is. */
export interface DescriptionOutput {
  AcceptRanges: string;
  LastModified: Date;
  ETag: string;
  CacheControl?: string;
  ContentDisposition?: string;
  ContentEncoding?: string;
  ContentLanguage?: string;
  ContentType?: string;
  Expires?: Date;
  Metadata: Record<string, string>;
  ServerSideEncryption: 'AES256';
  StorageClass?: never;
  WebsiteRedirectLocation?: string;
  TagCount?: number;
}

export function describe(record: ObjectRecord): DescriptionOutput {
  const { headers, storageClass, websiteRedirectLocation, tags } = record;
  const output: DescriptionOutput = {
    AcceptRanges: 'bytes',
    LastModified: new Date(record.modifiedAtMs),
    ETag: `"${record.etag}"`,
    Metadata: record.metadata,
    ServerSideEncryption: 'AES256',
  };
  for (const name of headerNames) {
    const value = headers[name];
    if (value !== undefined) output[name] = value;
  }
  if (headers.Expires !== undefined) output.Expires = new Date(headers.Expires);
  // The SDK's type is a list of literals; what is stored was checked to be one of them.
  if (storageClass !== undefined) output.StorageClass = storageClass as never;
  if (websiteRedirectLocation !== undefined) {
    output.WebsiteRedirectLocation = websiteRedirectLocation;
  }
  if (tags !== undefined && tags.length > 0) output.TagCount = tags.length;
  return output;
}

const headerNames = [
  'CacheControl',
  'ContentDisposition',
  'ContentEncoding',
  'ContentLanguage',
  'ContentType',
] as const;

/** `response-content-type` and its like: what the caller wants to read instead. */
export interface ResponseOverrides {
  readonly ResponseCacheControl?: string | undefined;
  readonly ResponseContentDisposition?: string | undefined;
  readonly ResponseContentEncoding?: string | undefined;
  readonly ResponseContentLanguage?: string | undefined;
  readonly ResponseContentType?: string | undefined;
  readonly ResponseExpires?: Date | undefined;
}

const overrideNames = [
  ['ResponseCacheControl', 'CacheControl', 'response-cache-control'],
  ['ResponseContentDisposition', 'ContentDisposition', 'response-content-disposition'],
  ['ResponseContentEncoding', 'ContentEncoding', 'response-content-encoding'],
  ['ResponseContentLanguage', 'ContentLanguage', 'response-content-language'],
  ['ResponseContentType', 'ContentType', 'response-content-type'],
] as const;

/** What a header may carry. */
const headerValue = /^[\t\x20-\x7e\xa0-\xff]*$/;

/** Only signed requests may override headers. */
export function applyOverrides(
  output: DescriptionOutput,
  input: ResponseOverrides,
  anonymous: boolean,
): void {
  for (const [from, to, argument] of overrideNames) {
    const value = input[from];
    if (value === undefined) continue;
    if (anonymous) throw overridesNeedSignature();
    if (!headerValue.test(value)) {
      throw invalidArgument('Header value cannot be represented using ISO-8859-1.', {
        name: argument,
        value,
      });
    }
    output[to] = value;
  }
  if (input.ResponseExpires === undefined) return;
  if (anonymous) throw overridesNeedSignature();
  output.Expires = input.ResponseExpires;
}

function overridesNeedSignature(): Error {
  return failWith(
    'InvalidRequest',
    'Request specific response headers cannot be used for anonymous GET requests.',
  );
}
