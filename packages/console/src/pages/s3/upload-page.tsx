/** Upload: files and folders, dropped or chosen, with their progress. */
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import FileDropzone from '@cloudscape-design/components/file-dropzone';
import Header from '@cloudscape-design/components/header';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useQueryClient } from '@tanstack/react-query';
import type { ChangeEvent, JSX } from 'react';
import { useRef, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useS3Paths } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import { useSessionId } from '../../api/session-context.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { sizeText } from '../../ui/size-text.ts';
import type { Uploads, UploadRow } from '../../uploads/use-uploads.ts';
import { useUploads } from '../../uploads/use-uploads.ts';

function Status({ row }: { readonly row: UploadRow }): JSX.Element {
  const percent = row.file.size === 0 ? 0 : (100 * row.arrivedBytes) / row.file.size;
  switch (row.status) {
    case 'running':
    case 'paused':
      return (
        <ProgressBar
          value={percent}
          variant="standalone"
          ariaLabel={`Progress of ${row.key}`}
          additionalInfo={row.status === 'paused' ? 'Paused' : ''}
        />
      );
    case 'done':
      return <StatusIndicator type="success">Succeeded</StatusIndicator>;
    case 'failed':
      return <StatusIndicator type="error">Failed</StatusIndicator>;
    case 'cancelled':
      return <StatusIndicator type="stopped">Cancelled</StatusIndicator>;
    default:
      return <StatusIndicator type="pending">Waiting</StatusIndicator>;
  }
}

function Actions({
  row,
  uploads,
}: {
  readonly row: UploadRow;
  readonly uploads: Uploads;
}): JSX.Element {
  const { key, status } = row;
  if (status === 'running' || status === 'paused') {
    return (
      <SpaceBetween direction="horizontal" size="xxs">
        {status === 'running' ? (
          <Button variant="inline-link" onClick={() => uploads.pause(key)}>
            Pause
          </Button>
        ) : (
          <Button variant="inline-link" onClick={() => uploads.resume(key)}>
            Resume
          </Button>
        )}
        <Button variant="inline-link" onClick={() => uploads.cancel(key)}>
          Cancel
        </Button>
      </SpaceBetween>
    );
  }
  if (status === 'done') return <>-</>;
  return (
    <Button variant="inline-link" onClick={() => uploads.remove(key)}>
      Remove
    </Button>
  );
}

function Chooser({ onFiles }: { onFiles(files: readonly File[]): void }): JSX.Element {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const chosen = (event: ChangeEvent<HTMLInputElement>): void => {
    onFiles([...(event.target.files ?? [])]);
    event.target.value = '';
  };
  return (
    <FileDropzone onChange={({ detail }) => onFiles(detail.value)}>
      <SpaceBetween size="s" alignItems="center">
        Drop files here, or choose them
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={() => files.current?.click()}>Add files</Button>
          <Button onClick={() => folder.current?.click()}>Add folder</Button>
        </SpaceBetween>
        <input ref={files} type="file" multiple hidden aria-label="Files" onChange={chosen} />
        <input
          ref={folder}
          type="file"
          hidden
          aria-label="Folder"
          onChange={chosen}
          {...{ webkitdirectory: '' }}
        />
      </SpaceBetween>
    </FileDropzone>
  );
}

function Files({ uploads }: { readonly uploads: Uploads }): JSX.Element {
  const { rows } = uploads;
  const bytes = rows.reduce((sum, row) => sum + row.file.size, 0);
  return (
    <Table
      variant="container"
      header={
        <Header variant="h2" counter={`(${rows.length})`} description={sizeText(bytes)}>
          Files and folders
        </Header>
      }
      items={[...rows]}
      trackBy="key"
      empty="No files chosen"
      columnDefinitions={[
        { id: 'key', header: 'Name', isRowHeader: true, cell: ({ key }) => key },
        { id: 'size', header: 'Size', cell: ({ file }) => sizeText(file.size) },
        { id: 'status', header: 'Status', minWidth: 200, cell: (row) => <Status row={row} /> },
        {
          id: 'actions',
          header: 'Actions',
          cell: (row) => <Actions row={row} uploads={uploads} />,
        },
      ]}
    />
  );
}

export function UploadPage(): JSX.Element {
  const { bucket = '' } = useParams();
  const [search] = useSearchParams();
  const prefix = search.get('prefix') ?? '';
  const uploads = useUploads();
  const [isRunning, setRunning] = useState(false);
  const queryClient = useQueryClient();
  const sessionId = useSessionId();
  const navigate = useNavigate();
  const paths = useS3Paths();
  const { rows } = uploads;
  const failed = rows.find((row) => row.status === 'failed');
  const isOver = rows.length > 0 && rows.every((row) => row.status === 'done');
  const start = async (): Promise<void> => {
    setRunning(true);
    await uploads.start(bucket);
    await queryClient.invalidateQueries({ queryKey: s3Keys.objects(sessionId, bucket) });
    setRunning(false);
  };
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={`Destination: s3://${bucket}/${prefix}`}>
          Upload
        </Header>
      }
    >
      <SpaceBetween size="l">
        {failed !== undefined && (
          <ErrorAlert error={failed.error} header={`${failed.key} was not uploaded`} />
        )}
        <Container>
          <Chooser onFiles={(files) => uploads.add(files, prefix)} />
        </Container>
        <Files uploads={uploads} />
        <SpaceBetween direction="horizontal" size="xs">
          <Button variant="link" onClick={() => void navigate(paths.bucket(bucket, { prefix }))}>
            {isOver ? 'Close' : 'Back'}
          </Button>
          <Button
            variant="primary"
            disabled={rows.length === 0 || isOver}
            loading={isRunning}
            onClick={() => void start()}
          >
            {failed === undefined ? 'Upload' : 'Retry'}
          </Button>
        </SpaceBetween>
      </SpaceBetween>
    </ContentLayout>
  );
}
