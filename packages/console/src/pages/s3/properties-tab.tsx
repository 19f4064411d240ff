/** What a bucket is: region, ARN, creation date; its versioning, tags and default encryption. */
import {
  DeleteBucketTaggingCommand,
  GetBucketTaggingCommand,
  ListBucketsCommand,
  PutBucketTaggingCommand,
} from '@aws-sdk/client-s3';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useS3 } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import { headBucket } from '../../api/s3/heads.ts';
import { useSessionId } from '../../api/session-context.ts';
import { TagsPanel } from '../../forms/s3/tags-panel.tsx';
import { VersioningPanel } from '../../forms/s3/versioning-panel.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { Moment } from '../../ui/time-text.tsx';
import { EncryptionPanel } from './encryption-panel.tsx';

/** Only the list of buckets tells it, and only to the account that owns the bucket. */
function useCreated(bucket: string): Date | undefined {
  const s3 = useS3();
  const { data } = useQuery({
    queryKey: [...s3Keys.bucket(useSessionId(), bucket), 'created'],
    async queryFn() {
      const { Buckets = [] } = await s3.send(new ListBucketsCommand({ Prefix: bucket }));
      return Buckets.find(({ Name }) => Name === bucket)?.CreationDate ?? null;
    },
  });
  return data ?? undefined;
}

function Overview({ bucket }: { readonly bucket: string }): JSX.Element {
  const s3 = useS3();
  const created = useCreated(bucket);
  const { data, error } = useQuery({
    queryKey: [...s3Keys.bucket(useSessionId(), bucket), 'head'],
    queryFn: () => headBucket(s3, bucket),
  });
  const arn = data?.BucketArn ?? `arn:aws:s3:::${bucket}`;
  return (
    <Container
      header={<Header variant="h2">Bucket overview</Header>}
      footer={<AwsCommand command="s3api head-bucket" options={{ '--bucket': bucket }} />}
    >
      {error === null ? (
        <KeyValuePairs
          columns={3}
          items={[
            { label: 'AWS Region', value: data?.BucketRegion ?? '-' },
            { label: 'Amazon Resource Name (ARN)', value: <CopyText text={arn} label="ARN" /> },
            { label: 'Creation date', value: <Moment date={created} /> },
          ]}
        />
      ) : (
        <ErrorAlert error={error} />
      )}
    </Container>
  );
}

function Tags({ bucket }: { readonly bucket: string }): JSX.Element {
  const s3 = useS3();
  return (
    <TagsPanel
      queryKey={[...s3Keys.bucket(useSessionId(), bucket), 'tags']}
      tagsMax={50}
      read={async () => {
        try {
          const { TagSet } = await s3.send(new GetBucketTaggingCommand({ Bucket: bucket }));
          return TagSet ?? [];
        } catch (error) {
          if (error instanceof Error && error.name === 'NoSuchTagSet') return [];
          throw error;
        }
      }}
      write={async (tags) => {
        const Tagging = { TagSet: [...tags] };
        await (tags.length === 0
          ? s3.send(new DeleteBucketTaggingCommand({ Bucket: bucket }))
          : s3.send(new PutBucketTaggingCommand({ Bucket: bucket, Tagging })));
      }}
    />
  );
}

export function PropertiesTab({ bucket }: { readonly bucket: string }): JSX.Element {
  return (
    <SpaceBetween size="l">
      <Overview bucket={bucket} />
      <VersioningPanel bucket={bucket} />
      <Tags bucket={bucket} />
      <EncryptionPanel bucket={bucket} />
    </SpaceBetween>
  );
}
