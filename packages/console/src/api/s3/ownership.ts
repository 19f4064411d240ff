/**
 * Who owns the objects of a bucket, and so whether ACLs count. A bucket without the setting is an
 * old one: its objects belong to their writers. Page: S3 UG "Controlling ownership of objects and
 * disabling ACLs for your bucket".
 */
import type { ObjectOwnership } from '@aws-sdk/client-s3';
import { GetBucketOwnershipControlsCommand } from '@aws-sdk/client-s3';
import type { UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { useS3 } from '../s3-client.ts';
import { s3Keys } from '../s3-queries.ts';
import { useSessionId } from '../session-context.ts';

export function useOwnershipQuery(bucket: string): UseQueryResult<ObjectOwnership> {
  const s3 = useS3();
  return useQuery({
    queryKey: [...s3Keys.bucket(useSessionId(), bucket), 'ownership'],
    async queryFn(): Promise<ObjectOwnership> {
      try {
        const answer = await s3.send(new GetBucketOwnershipControlsCommand({ Bucket: bucket }));
        return answer.OwnershipControls?.Rules?.[0]?.ObjectOwnership ?? 'ObjectWriter';
      } catch (error) {
        const none = 'OwnershipControlsNotFoundError';
        if (error instanceof Error && error.name === none) return 'ObjectWriter';
        throw error;
      }
    },
  });
}

export function areAclsOff(ownership: ObjectOwnership | undefined): boolean | undefined {
  return ownership === undefined ? undefined : ownership === 'BucketOwnerEnforced';
}
