/** Who may do what in a bucket: Block Public Access, the bucket policy, object ownership. */
import { GetBucketOwnershipControlsCommand } from '@aws-sdk/client-s3';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useS3 } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import { useSessionId } from '../../api/session-context.ts';
import { BucketPolicyPanel } from '../../forms/s3/bucket-policy-panel.tsx';
import { PublicAccessPanel } from '../../forms/s3/public-access-panel.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';

const ownerships: Readonly<Record<string, string>> = {
  BucketOwnerEnforced:
    'Bucket owner enforced: ACLs are disabled, and every object belongs to the account of the bucket.',
  BucketOwnerPreferred:
    'Bucket owner preferred: objects written with bucket-owner-full-control belong to the bucket owner.',
  ObjectWriter: 'Object writer: objects belong to the account that writes them.',
};

function Ownership({ bucket }: { readonly bucket: string }): JSX.Element {
  const s3 = useS3();
  const { data, error } = useQuery({
    queryKey: [...s3Keys.bucket(useSessionId(), bucket), 'ownership'],
    queryFn: () => s3.send(new GetBucketOwnershipControlsCommand({ Bucket: bucket })),
  });
  const ownership = data?.OwnershipControls?.Rules?.[0]?.ObjectOwnership ?? '';
  return (
    <Container header={<Header variant="h2">Object Ownership</Header>}>
      {error === null ? (ownerships[ownership] ?? '-') : <ErrorAlert error={error} />}
    </Container>
  );
}

export function PermissionsTab({ bucket }: { readonly bucket: string }): JSX.Element {
  return (
    <SpaceBetween size="l">
      <PublicAccessPanel bucket={bucket} />
      <BucketPolicyPanel bucket={bucket} />
      <Ownership bucket={bucket} />
    </SpaceBetween>
  );
}
