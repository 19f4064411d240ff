/** Questions to S3 that more than one page asks. Keys begin with the session: tabs never mix. */
import type { Bucket, HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import { GetBucketVersioningCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import type { UseQueryResult } from '@tanstack/react-query';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useS3 } from './s3-client.ts';
import { headObject } from './s3/heads.ts';
import type { ListedPage, Listing } from './s3/listing.ts';
import { listPage } from './s3/listing.ts';
import type { ObjectPlace } from './s3/object-place.ts';
import { useSessionId } from './session-context.ts';

type Key = readonly string[];

const bucketKey = (sessionId: string, bucket: string): Key => [sessionId, 's3', 'bucket', bucket];

export const s3Keys = {
  buckets: (sessionId: string): Key => [sessionId, 's3', 'buckets'],
  bucket: (sessionId: string, bucket: string): Key => bucketKey(sessionId, bucket),
  /** Whatever changes when an object does. */
  objects: (sessionId: string, bucket: string): Key => [...bucketKey(sessionId, bucket), 'objects'],
  object: (sessionId: string, { bucket, objectKey, versionId = '' }: ObjectPlace): Key => [
    ...bucketKey(sessionId, bucket),
    'objects',
    'one',
    objectKey,
    versionId,
  ],
};

/** All of them: pages of a thousand, put together. */
export function useBucketsQuery(): UseQueryResult<Bucket[]> {
  const s3 = useS3();
  return useQuery({
    queryKey: s3Keys.buckets(useSessionId()),
    async queryFn({ signal }) {
      const buckets: Bucket[] = [];
      let token: string | undefined;
      do {
        const page = await s3.send(
          new ListBucketsCommand({ MaxBuckets: 1000, ContinuationToken: token }),
          { abortSignal: signal },
        );
        buckets.push(...(page.Buckets ?? []));
        token = page.ContinuationToken;
      } while (token !== undefined);
      return buckets;
    },
  });
}

/** One page of a folder; the page before stays until it is there. */
export function useListingQuery(listing: Listing): UseQueryResult<ListedPage> {
  const s3 = useS3();
  const { bucket, ...asked } = listing;
  return useQuery({
    queryKey: [...s3Keys.objects(useSessionId(), bucket), 'page', asked],
    queryFn: ({ signal }) => listPage(s3, listing, signal),
    placeholderData: keepPreviousData,
  });
}

export function useHeadQuery(place: ObjectPlace): UseQueryResult<HeadObjectCommandOutput> {
  const s3 = useS3();
  return useQuery({
    queryKey: [...s3Keys.object(useSessionId(), place), 'head'],
    queryFn: () => headObject(s3, place),
  });
}

/** `Off`: it was never on, which is not the same as suspended. */
export type VersioningStatus = 'Off' | 'Enabled' | 'Suspended';

export const versioningKey = (sessionId: string, bucket: string): Key => [
  ...bucketKey(sessionId, bucket),
  'versioning',
];

export function useVersioningQuery(bucket: string): UseQueryResult<VersioningStatus> {
  const s3 = useS3();
  return useQuery({
    queryKey: versioningKey(useSessionId(), bucket),
    async queryFn(): Promise<VersioningStatus> {
      const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket: bucket }));
      return Status ?? 'Off';
    },
  });
}
