/** What an object is, a look inside, its metadata and tags. */
import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import {
  DeleteObjectTaggingCommand,
  GetObjectTaggingCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useS3 } from '../../api/s3-client.ts';
import { s3Keys, useHeadQuery } from '../../api/s3-queries.ts';
import type { ObjectPlace } from '../../api/s3/object-place.ts';
import { inputOf } from '../../api/s3/object-place.ts';
import { useSessionId } from '../../api/session-context.ts';
import { MetadataPanel } from '../../forms/s3/metadata-panel.tsx';
import { TagsPanel } from '../../forms/s3/tags-panel.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { sizeText } from '../../ui/size-text.ts';
import { Moment } from '../../ui/time-text.tsx';
import { encryptionText } from './encryption-text.ts';
import { ObjectPreview } from './object-preview.tsx';

/** Those that the object has, by the names of the API. */
function checksumsOf(head: HeadObjectCommandOutput) {
  const { ChecksumCRC32, ChecksumCRC32C, ChecksumCRC64NVME, ChecksumSHA1, ChecksumSHA256 } = head;
  const all = { ChecksumCRC64NVME, ChecksumCRC32, ChecksumCRC32C, ChecksumSHA1, ChecksumSHA256 };
  return Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [{ label: name.replace('Checksum', 'Checksum '), value }],
  );
}

function Overview({
  place,
  head,
}: {
  readonly place: ObjectPlace;
  readonly head: HeadObjectCommandOutput;
}): JSX.Element {
  const { bucket, objectKey } = place;
  const copied = (text: string, label: string): JSX.Element => (
    <div className="long">
      <CopyText text={text} label={label} />
    </div>
  );
  return (
    <Container header={<Header variant="h2">Object overview</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'Last modified', value: <Moment date={head.LastModified} /> },
          { label: 'Size', value: sizeText(head.ContentLength) },
          { label: 'Storage class', value: head.StorageClass ?? 'STANDARD' },
          { label: 'S3 URI', value: copied(`s3://${bucket}/${objectKey}`, 'S3 URI') },
          { label: 'ARN', value: copied(`arn:aws:s3:::${bucket}/${objectKey}`, 'ARN') },
          { label: 'Key', value: copied(objectKey, 'key') },
          { label: 'Entity tag (ETag)', value: <span className="long">{head.ETag ?? '-'}</span> },
          { label: 'Version ID', value: <span className="long">{head.VersionId ?? '-'}</span> },
          { label: 'Encryption', value: encryptionText(head.ServerSideEncryption) },
          ...checksumsOf(head),
        ]}
      />
    </Container>
  );
}

function Tags({ place }: { readonly place: ObjectPlace }): JSX.Element {
  const s3 = useS3();
  const input = inputOf(place);
  return (
    <TagsPanel
      queryKey={[...s3Keys.object(useSessionId(), place), 'tags']}
      tagsMax={10}
      read={async () => (await s3.send(new GetObjectTaggingCommand(input))).TagSet ?? []}
      write={async (tags) => {
        const Tagging = { TagSet: [...tags] };
        await (tags.length === 0
          ? s3.send(new DeleteObjectTaggingCommand(input))
          : s3.send(new PutObjectTaggingCommand({ ...input, Tagging })));
      }}
    />
  );
}

export function ObjectProperties({ place }: { readonly place: ObjectPlace }): JSX.Element {
  const { data, error, refetch } = useHeadQuery(place);
  const { bucket, objectKey, versionId } = place;
  return (
    <SpaceBetween size="l">
      {error !== null && <ErrorAlert error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Overview place={place} head={data} />}
      {data !== undefined && <ObjectPreview place={place} head={data} />}
      {data !== undefined && <MetadataPanel key={data.ETag} place={place} head={data} />}
      {error === null && <Tags place={place} />}
      <AwsCommand
        command="s3api head-object"
        options={{ '--bucket': bucket, '--key': objectKey, '--version-id': versionId }}
      />
    </SpaceBetween>
  );
}
