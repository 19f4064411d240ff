/** Upload: files and folders, dropped or chosen, with their progress. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQueryClient } from '@tanstack/react-query';
import type { ChangeEvent, JSX } from 'react';
import { useEffect, useRef } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useS3Paths } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import { useSessionId } from '../../api/session-context.ts';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { sizeText } from '../../ui/size-text.ts';
import type { ChosenFile } from '../../uploads/chosen-files.ts';
import { filesMax, fromInput, takeOver } from '../../uploads/chosen-files.ts';
import { DropArea } from '../../uploads/drop-area.tsx';
import type { Uploads } from '../../uploads/use-uploads.ts';
import { useUploads } from '../../uploads/use-uploads.ts';
import { LeaveUploads } from './leave-uploads.tsx';
import { percentOf, UploadFiles } from './upload-files.tsx';

function Chooser({ onFiles }: { onFiles(files: readonly ChosenFile[]): void }): JSX.Element {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const chosen = (event: ChangeEvent<HTMLInputElement>): void => {
    onFiles(fromInput(event.target.files ?? []));
    event.target.value = '';
  };
  return (
    <DropArea onFiles={onFiles}>
      <Container>
        <Box textAlign="center" padding="l">
          <SpaceBetween size="s" alignItems="center">
            Drop files and folders here, or choose them
            <SpaceBetween direction="horizontal" size="xs">
              <Button onClick={() => files.current?.click()}>Add files</Button>
              <Button onClick={() => folder.current?.click()}>Add folder</Button>
            </SpaceBetween>
          </SpaceBetween>
        </Box>
        <input ref={files} type="file" multiple hidden aria-label="Files" onChange={chosen} />
        <input
          ref={folder}
          type="file"
          hidden
          aria-label="Folder"
          onChange={chosen}
          {...{ webkitdirectory: '' }}
        />
      </Container>
    </DropArea>
  );
}

function Total({ rows }: Pick<Uploads, 'rows'>): JSX.Element {
  const arrived = rows.reduce((sum, { arrivedBytes }) => sum + arrivedBytes, 0);
  const all = rows.reduce((sum, { file }) => sum + file.size, 0);
  const done = rows.filter(({ status }) => status === 'done').length;
  return (
    <ProgressBar
      label="Total progress"
      value={all === 0 ? percentOf(done, rows.length) : percentOf(arrived, all)}
      additionalInfo={`${done} of ${rows.length} files, ${sizeText(arrived)} of ${sizeText(all)}`}
    />
  );
}

const failedNamed = 3;

function Failures({ rows }: Pick<Uploads, 'rows'>): JSX.Element {
  const failed = rows.filter(({ status }) => status === 'failed');
  return (
    <SpaceBetween size="s">
      {failed.slice(0, failedNamed).map(({ key, error }) => (
        <ErrorAlert key={key} error={error} header={`${key} was not uploaded`} />
      ))}
      {failed.length > failedNamed && (
        <Alert type="error">{failed.length - failedNamed} more files were not uploaded.</Alert>
      )}
    </SpaceBetween>
  );
}

/** Of the page: where the files go, and what has become of them. */
function useUploadPage() {
  const { bucket = '' } = useParams();
  const [search] = useSearchParams();
  const prefix = search.get('prefix') ?? '';
  const uploads = useUploads();
  const queryClient = useQueryClient();
  const sessionId = useSessionId();
  const { rows, add } = uploads;
  const latestAdd = useRef(add);
  latestAdd.current = add;
  // What was dropped on the list of objects.
  useEffect(() => {
    const files = takeOver();
    if (files.length > 0) latestAdd.current(files, prefix);
  }, [prefix]);
  const has = (status: string): boolean => rows.some((row) => row.status === status);
  return {
    bucket,
    prefix,
    uploads,
    has,
    isRunning: has('running') || has('paused'),
    isOver: rows.length > 0 && rows.every(({ status }) => status === 'done'),
    async start(key?: string): Promise<void> {
      await uploads.start(bucket, key);
      await queryClient.invalidateQueries({ queryKey: s3Keys.objects(sessionId, bucket) });
    },
  };
}

function Buttons({ page }: { readonly page: ReturnType<typeof useUploadPage> }): JSX.Element {
  const navigate = useNavigate();
  const paths = useS3Paths();
  const { bucket, prefix, uploads, isOver, isRunning, has } = page;
  const mustRetry = !has('waiting') && (has('failed') || has('cancelled'));
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button variant="link" onClick={() => void navigate(paths.bucket(bucket, { prefix }))}>
        {isOver ? 'Close' : 'Back'}
      </Button>
      <Button
        variant="primary"
        disabled={uploads.rows.length === 0 || isOver}
        loading={isRunning}
        onClick={() => void page.start()}
      >
        {mustRetry ? 'Retry' : 'Upload'}
      </Button>
    </SpaceBetween>
  );
}

export function UploadPage(): JSX.Element {
  const page = useUploadPage();
  const { bucket, prefix, uploads } = page;
  const { rows } = uploads;
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description={<span className="keys">{`Destination: s3://${bucket}/${prefix}`}</span>}
        >
          Upload
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Failures rows={rows} />
        <Chooser onFiles={(files) => uploads.add(files, prefix)} />
        {rows.length >= filesMax && (
          <Alert type="warning">
            No more than {filesMax} files of a folder are taken. For more, use aws s3 sync.
          </Alert>
        )}
        {rows.some(({ status }) => status !== 'waiting') && <Total rows={rows} />}
        <UploadFiles uploads={uploads} onRetry={(key) => void page.start(key)} />
        <Buttons page={page} />
        <AwsCommand command="s3 cp" options={{ FILE: `s3://${bucket}/${prefix}` }} />
      </SpaceBetween>
      <LeaveUploads isRunning={page.isRunning} />
    </ContentLayout>
  );
}
