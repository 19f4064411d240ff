/**
 * How new objects of a bucket are encrypted when their upload says nothing. Page: S3 UG "Setting
 * default server-side encryption behavior for Amazon S3 buckets".
 */
import { GetBucketEncryptionCommand } from '@aws-sdk/client-s3';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useS3 } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import { useSessionId } from '../../api/session-context.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { encryptionText } from './encryption-text.ts';

export function EncryptionPanel({ bucket }: { readonly bucket: string }): JSX.Element {
  const s3 = useS3();
  const { data, error } = useQuery({
    queryKey: [...s3Keys.bucket(useSessionId(), bucket), 'encryption'],
    async queryFn() {
      const answer = await s3.send(new GetBucketEncryptionCommand({ Bucket: bucket }));
      return answer.ServerSideEncryptionConfiguration?.Rules?.[0] ?? {};
    },
  });
  const wanted = data?.ApplyServerSideEncryptionByDefault;
  return (
    <Container
      header={
        <Header variant="h2" description="Applied to new objects of this bucket.">
          Default encryption
        </Header>
      }
    >
      {error !== null && <ErrorAlert error={error} />}
      {data !== undefined && (
        <KeyValuePairs
          columns={2}
          items={[
            { label: 'Encryption type', value: encryptionText(wanted?.SSEAlgorithm) },
            { label: 'Bucket Key', value: data.BucketKeyEnabled === true ? 'Enabled' : 'Disabled' },
          ]}
        />
      )}
    </Container>
  );
}
