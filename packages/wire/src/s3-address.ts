/**
 * Bucket and key of an S3 request, in path style and virtual-host style. Keys are opaque: `.`,
 * `..`, `//`, blanks and `+` survive, because the raw path is cut and percent-decoded once and
 * never normalised. https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
import { failWith } from './errors.ts';
import { decodePercent } from './pairs.ts';
import type { HttpRequest } from './types.ts';

export interface S3Address {
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  readonly isVirtualHost: boolean;
}

const regionalHost = /^(.+)\.s3-[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/;
const hostsCachedMax = 1024;
const hostsCached = new Map<string, string | undefined>();

/** `BUCKET.localhost`, `BUCKET.s3.ANYTHING`, `BUCKET.s3-REGION.amazonaws.com`; any port. */
export function bucketOfHost(host: string): string | undefined {
  if (hostsCached.has(host)) return hostsCached.get(host);
  if (hostsCached.size >= hostsCachedMax) hostsCached.clear();
  const bucket = readHost(host.toLowerCase());
  hostsCached.set(host, bucket);
  return bucket;
}

function readHost(host: string): string | undefined {
  const colon = host.lastIndexOf(':');
  const name = colon > host.lastIndexOf(']') ? host.slice(0, colon) : host;
  // A bucket name may itself hold `.s3.`, what follows the service's label may not.
  const mark = name.lastIndexOf('.s3.');
  if (mark > 0) return name.slice(0, mark);
  const regional = regionalHost.exec(name);
  if (regional !== null) return regional[1];
  if (name.startsWith('s3.')) return undefined;
  return name.endsWith('.localhost') ? name.slice(0, -'.localhost'.length) : undefined;
}

export function addressOf(request: HttpRequest): S3Address {
  const { path } = request;
  if (path.charCodeAt(0) !== 0x2f) throw failWith('InvalidURI', undefined, { URI: path });
  const hosted = bucketOfHost(request.headers['host'] ?? '');
  if (hosted !== undefined) {
    return { bucket: hosted, key: decodeKey(path.slice(1)), isVirtualHost: true };
  }
  if (path === '/') return { bucket: undefined, key: undefined, isVirtualHost: false };
  const slash = path.indexOf('/', 1);
  const bucket = decodePath(slash < 0 ? path.slice(1) : path.slice(1, slash));
  if (bucket === '') throw failWith('InvalidBucketName', undefined, { BucketName: '' });
  const key = slash < 0 ? undefined : decodeKey(path.slice(slash + 1));
  return { bucket, key, isVirtualHost: false };
}

function decodeKey(raw: string): string | undefined {
  return raw === '' ? undefined : decodePath(raw);
}

function decodePath(raw: string): string {
  const decoded = decodePercent(raw);
  if (decoded === undefined) throw failWith('InvalidURI', undefined, { URI: raw });
  return decoded;
}
