/** Addresses of S3's pages. */
import type { Params, RouteObject } from 'react-router';
import { s3Paths } from '../paths/s3-paths.ts';
import type { SessionPaths } from '../paths/paths.ts';
import type { Crumb, PageHandle } from './page-handle.ts';

/** The session of a page stands in its address, before the service. */
function pathsOf(params: Params) {
  return s3Paths(params['sessionId'] ?? '');
}

const buckets = (_paths: SessionPaths, params: Params): readonly Crumb[] => [
  { text: 'S3', href: pathsOf(params).buckets() },
];

const oneBucket = (paths: SessionPaths, params: Params): readonly Crumb[] => {
  const { bucket = '' } = params;
  return [...buckets(paths, params), { text: bucket, href: pathsOf(params).bucket(bucket) }];
};

export const s3Routes: readonly RouteObject[] = [
  {
    path: 's3/buckets',
    handle: { title: 'Buckets', service: 's3', crumbs: buckets } satisfies PageHandle,
    lazy: async () => ({ Component: (await import('../pages/s3/buckets-page.tsx')).BucketsPage }),
  },
  {
    path: 's3/create-bucket',
    handle: { title: 'Create bucket', service: 's3', crumbs: buckets } satisfies PageHandle,
    lazy: async () => ({
      Component: (await import('../pages/s3/create-bucket-page.tsx')).CreateBucketPage,
    }),
  },
  {
    path: 's3/buckets/:bucket',
    handle: {
      title: ({ bucket = '' }) => bucket,
      service: 's3',
      crumbs: buckets,
    } satisfies PageHandle,
    lazy: async () => ({ Component: (await import('../pages/s3/bucket-page.tsx')).BucketPage }),
  },
  {
    path: 's3/buckets/:bucket/upload',
    handle: { title: 'Upload', service: 's3', crumbs: oneBucket } satisfies PageHandle,
    lazy: async () => ({ Component: (await import('../pages/s3/upload-page.tsx')).UploadPage }),
  },
  {
    path: 's3/buckets/:bucket/object',
    handle: { title: 'Object', service: 's3', crumbs: oneBucket } satisfies PageHandle,
    lazy: async () => ({ Component: (await import('../pages/s3/object-page.tsx')).ObjectPage }),
  },
];
