/** What a bucket is: ARN, region, and its tags. */
import {
  DeleteBucketTaggingCommand,
  GetBucketTaggingCommand,
  HeadBucketCommand,
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
import { useSessionId } from '../../api/session-context.ts';
import { TagsPanel } from '../../forms/s3/tags-panel.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';

function Overview({ bucket }: { readonly bucket: string }): JSX.Element {
  const s3 = useS3();
  const { data, error } = useQuery({
    queryKey: [...s3Keys.bucket(useSessionId(), bucket), 'head'],
    queryFn: () => s3.send(new HeadBucketCommand({ Bucket: bucket })),
  });
  if (error !== null) return <ErrorAlert error={error} />;
  const arn = data?.BucketArn ?? `arn:aws:s3:::${bucket}`;
  return (
    <Container header={<Header variant="h2">Bucket overview</Header>}>
      <KeyValuePairs
        columns={2}
        items={[
          { label: 'Region', value: data?.BucketRegion ?? '-' },
          { label: 'ARN', value: <CopyText text={arn} label="ARN" /> },
        ]}
      />
    </Container>
  );
}

export function PropertiesTab({ bucket }: { readonly bucket: string }): JSX.Element {
  const s3 = useS3();
  const sessionId = useSessionId();
  return (
    <SpaceBetween size="l">
      <Overview bucket={bucket} />
      <TagsPanel
        queryKey={[...s3Keys.bucket(sessionId, bucket), 'tags']}
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
          await (tags.length === 0
            ? s3.send(new DeleteBucketTaggingCommand({ Bucket: bucket }))
            : s3.send(
                new PutBucketTaggingCommand({ Bucket: bucket, Tagging: { TagSet: [...tags] } }),
              ));
        }}
      />
    </SpaceBetween>
  );
}
