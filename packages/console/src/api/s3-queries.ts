/** Questions to S3 that more than one page asks. Keys begin with the session: tabs never mix. */
import type { Bucket, ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';
import { ListBucketsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { UseQueryResult } from '@tanstack/react-query';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useS3 } from './s3-client.ts';
import { useSessionId } from './session-context.ts';

type Key = readonly string[];

export const s3Keys = {
  buckets: (sessionId: string): Key => [sessionId, 's3', 'buckets'],
  bucket: (sessionId: string, bucket: string): Key => [sessionId, 's3', 'bucket', bucket],
  objects: (sessionId: string, bucket: string): Key => [
    sessionId,
    's3',
    'bucket',
    bucket,
    'objects',
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

export interface ObjectsPage {
  readonly bucket: string;
  readonly prefix: string;
  readonly pageSize: number;
  /** From the page before; absent for the first. */
  readonly token: string | undefined;
}

/** One page of a folder; the page before stays until it is there. */
export function useObjectsQuery(page: ObjectsPage): UseQueryResult<ListObjectsV2CommandOutput> {
  const s3 = useS3();
  const { bucket, prefix, pageSize, token } = page;
  return useQuery({
    queryKey: [...s3Keys.objects(useSessionId(), bucket), prefix, pageSize, token ?? ''],
    queryFn: ({ signal }) =>
      s3.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          Delimiter: '/',
          MaxKeys: pageSize,
          ContinuationToken: token,
        }),
        { abortSignal: signal },
      ),
    placeholderData: keepPreviousData,
  });
}
