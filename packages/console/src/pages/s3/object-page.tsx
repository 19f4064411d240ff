/** One object: what it is, a look inside, its tags, and what can be done with it. */
import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import {
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useS3, useS3Paths } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import { useSessionId } from '../../api/session-context.ts';
import { CopyObjectDialog } from '../../forms/s3/copy-object-dialog.tsx';
import { DeleteObjectsDialog } from '../../forms/s3/delete-objects-dialog.tsx';
import { PresignDialog } from '../../forms/s3/presign-dialog.tsx';
import { TagsPanel } from '../../forms/s3/tags-panel.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { sizeText } from '../../ui/size-text.ts';
import { momentText } from '../../ui/time-text.tsx';
import { ObjectPreview } from './object-preview.tsx';
import { useDownload } from './use-download.ts';

interface Place {
  readonly bucket: string;
  readonly objectKey: string;
}

function Overview({
  bucket,
  objectKey,
  head,
}: Place & { readonly head: HeadObjectCommandOutput }): JSX.Element {
  const metadata = Object.entries(head.Metadata ?? {});
  return (
    <Container header={<Header variant="h2">Object overview</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'Size', value: sizeText(head.ContentLength) },
          { label: 'Type', value: head.ContentType ?? '-' },
          {
            label: 'Last modified',
            value: head.LastModified === undefined ? '-' : momentText(head.LastModified),
          },
          { label: 'S3 URI', value: <CopyText text={`s3://${bucket}/${objectKey}`} label="URI" /> },
          {
            label: 'ARN',
            value: <CopyText text={`arn:aws:s3:::${bucket}/${objectKey}`} label="ARN" />,
          },
          { label: 'Entity tag', value: head.ETag ?? '-' },
          ...metadata.map(([name, value]) => ({ label: `x-amz-meta-${name}`, value })),
        ]}
      />
    </Container>
  );
}

function Tags({ bucket, objectKey }: Place): JSX.Element {
  const s3 = useS3();
  const place = { Bucket: bucket, Key: objectKey };
  return (
    <TagsPanel
      queryKey={[...s3Keys.bucket(useSessionId(), bucket), 'object-tags', objectKey]}
      read={async () => (await s3.send(new GetObjectTaggingCommand(place))).TagSet ?? []}
      write={async (tags) => {
        await s3.send(new PutObjectTaggingCommand({ ...place, Tagging: { TagSet: [...tags] } }));
      }}
    />
  );
}

type Dialog = 'delete' | 'copy' | 'rename' | 'presign';

function Actions({ bucket, objectKey }: Place): JSX.Element {
  const [dialog, setDialog] = useState<Dialog>();
  const { mutate: download, isPending, error } = useDownload(bucket, objectKey);
  const navigate = useNavigate();
  const paths = useS3Paths();
  const folder = objectKey.slice(0, objectKey.lastIndexOf('/') + 1);
  const close = (): void => setDialog(undefined);
  const leave = (): void => void navigate(paths.bucket(bucket, { prefix: folder }));
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {error !== null && <ErrorAlert error={error} header="Not downloaded" />}
      <Button iconName="download" loading={isPending} onClick={() => download()}>
        Download
      </Button>
      <Button onClick={() => setDialog('presign')}>Share with a presigned URL</Button>
      <Button onClick={() => setDialog('copy')}>Copy</Button>
      <Button onClick={() => setDialog('rename')}>Rename</Button>
      <Button onClick={() => setDialog('delete')}>Delete</Button>
      {dialog === 'presign' && (
        <PresignDialog bucket={bucket} objectKey={objectKey} onClose={close} />
      )}
      {(dialog === 'copy' || dialog === 'rename') && (
        <CopyObjectDialog
          bucket={bucket}
          objectKey={objectKey}
          isMove={dialog === 'rename'}
          onClose={close}
        />
      )}
      {dialog === 'delete' && (
        <DeleteObjectsDialog
          bucket={bucket}
          rows={[{ key: objectKey, isFolder: false }]}
          onClose={() => {
            close();
            leave();
          }}
        />
      )}
    </SpaceBetween>
  );
}

export function ObjectPage(): JSX.Element {
  const { bucket = '' } = useParams();
  const [search] = useSearchParams();
  const objectKey = search.get('key') ?? '';
  const s3 = useS3();
  const { data, error } = useQuery({
    queryKey: [...s3Keys.objects(useSessionId(), bucket), 'head', objectKey],
    queryFn: () => s3.send(new HeadObjectCommand({ Bucket: bucket, Key: objectKey })),
  });
  const place = { bucket, objectKey };
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={<Actions {...place} />}>
          {objectKey.slice(objectKey.lastIndexOf('/') + 1)}
        </Header>
      }
    >
      <SpaceBetween size="l">
        {error !== null && <ErrorAlert error={error} />}
        {data !== undefined && <Overview {...place} head={data} />}
        {data !== undefined && <ObjectPreview {...place} head={data} />}
        <Tags {...place} />
        <AwsCommand
          command="s3api head-object"
          options={{ '--bucket': bucket, '--key': objectKey }}
        />
      </SpaceBetween>
    </ContentLayout>
  );
}
