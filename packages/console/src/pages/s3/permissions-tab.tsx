/**
 * Who may do what in a bucket: Block Public Access, the bucket policy, Object Ownership, the ACL
 * and CORS, in the order of S3's console.
 */
import { GetBucketAclCommand, PutBucketAclCommand } from '@aws-sdk/client-s3';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useS3 } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import { areAclsOff, useOwnershipQuery } from '../../api/s3/ownership.ts';
import { useSessionId } from '../../api/session-context.ts';
import { AclPanel } from '../../forms/s3/acl-panel.tsx';
import { BucketPolicyPanel } from '../../forms/s3/bucket-policy-panel.tsx';
import { CorsPanel } from '../../forms/s3/cors-panel.tsx';
import { OwnershipPanel } from '../../forms/s3/ownership-panel.tsx';
import { PublicAccessPanel } from '../../forms/s3/public-access-panel.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';

function BucketAcl({ bucket }: { readonly bucket: string }): JSX.Element {
  const s3 = useS3();
  const { data: ownership } = useOwnershipQuery(bucket);
  return (
    <AclPanel
      kind="bucket"
      queryKey={[...s3Keys.bucket(useSessionId(), bucket), 'acl']}
      read={() => s3.send(new GetBucketAclCommand({ Bucket: bucket }))}
      write={(AccessControlPolicy) =>
        s3.send(new PutBucketAclCommand({ Bucket: bucket, AccessControlPolicy }))
      }
      areAclsOff={areAclsOff(ownership)}
      footer={<AwsCommand command="s3api get-bucket-acl" options={{ '--bucket': bucket }} />}
    />
  );
}

export function PermissionsTab({ bucket }: { readonly bucket: string }): JSX.Element {
  return (
    <SpaceBetween size="l">
      <PublicAccessPanel bucket={bucket} />
      <BucketPolicyPanel bucket={bucket} />
      <OwnershipPanel bucket={bucket} />
      <BucketAcl bucket={bucket} />
      <CorsPanel bucket={bucket} />
    </SpaceBetween>
  );
}
