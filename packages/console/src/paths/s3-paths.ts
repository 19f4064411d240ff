/** Addresses of S3's pages. Keys may hold anything, so they travel in the query and not in the path. */
import { basePath } from './paths.ts';

export type BucketTab = 'objects' | 'properties' | 'permissions';

export type ObjectTab = 'properties' | 'permissions' | 'versions';

export interface S3Paths {
  buckets(): string;
  createBucket(): string;
  /** `prefix`: the folder shown. `versions`: `show`, or without. */
  bucket(
    name: string,
    options?: {
      readonly tab?: BucketTab;
      readonly prefix?: string;
      readonly versions?: 'show' | undefined;
    },
  ): string;
  upload(name: string, prefix: string): string;
  object(
    name: string,
    key: string,
    options?: { readonly tab?: ObjectTab; readonly versionId?: string | undefined },
  ): string;
}

export function s3Paths(sessionId: string): S3Paths {
  const at = (path: string, query: Readonly<Record<string, string | undefined>> = {}): string => {
    const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
    const text = new URLSearchParams(given as [string, string][]).toString();
    return `${basePath}/${sessionId}/s3${path}${text === '' ? '' : `?${text}`}`;
  };
  const of = (name: string): string => `/buckets/${encodeURIComponent(name)}`;
  return {
    buckets: () => at('/buckets'),
    createBucket: () => at('/create-bucket'),
    bucket: (name, options = {}) => at(of(name), { ...options }),
    upload: (name, prefix) => at(`${of(name)}/upload`, { prefix }),
    object: (name, key, options = {}) => at(`${of(name)}/object`, { key, ...options }),
  };
}
