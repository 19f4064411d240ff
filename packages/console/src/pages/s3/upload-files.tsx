/** The files of an upload: how far each is, and what can be done with it. A page of them at a time. */
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import type { JSX } from 'react';
import { useState } from 'react';
import { errorText } from '../../api/errors.ts';
import { sizeText } from '../../ui/size-text.ts';
import type { Uploads, UploadRow } from '../../uploads/use-uploads.ts';

export function percentOf(arrivedBytes: number, bytes: number): number {
  return bytes === 0 ? 0 : Math.floor((100 * arrivedBytes) / bytes);
}

function Status({ row }: { readonly row: UploadRow }): JSX.Element {
  const { key, file, status, arrivedBytes, retries, error } = row;
  const retried = retries === 0 ? '' : `Tried again ${retries === 1 ? 'once' : `${retries} times`}`;
  switch (status) {
    case 'running':
    case 'paused':
      return (
        <ProgressBar
          value={percentOf(arrivedBytes, file.size)}
          variant="standalone"
          ariaLabel={`Progress of ${key}`}
          additionalInfo={status === 'paused' ? 'Paused' : retried}
        />
      );
    case 'done':
      return (
        <StatusIndicator type="success">
          Succeeded{retries > 0 && ` (${retried.toLowerCase()})`}
        </StatusIndicator>
      );
    case 'failed':
      return <StatusIndicator type="error">Failed: {errorText(error).message}</StatusIndicator>;
    case 'cancelled':
      return <StatusIndicator type="stopped">Cancelled</StatusIndicator>;
    default:
      return <StatusIndicator type="pending">Waiting</StatusIndicator>;
  }
}

interface FilesProps {
  readonly uploads: Uploads;
  onRetry(key: string): void;
}

function Actions({ row, uploads, onRetry }: FilesProps & { readonly row: UploadRow }): JSX.Element {
  const { key, status } = row;
  const link = (text: string, action: (of: string) => void): JSX.Element => (
    <Button variant="inline-link" ariaLabel={`${text} ${key}`} onClick={() => action(key)}>
      {text}
    </Button>
  );
  if (status === 'done') return <>-</>;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {status === 'running' && link('Pause', uploads.pause)}
      {status === 'paused' && link('Resume', uploads.resume)}
      {(status === 'running' || status === 'paused') && link('Cancel', uploads.cancel)}
      {(status === 'failed' || status === 'cancelled') && link('Retry', onRetry)}
      {status !== 'running' && status !== 'paused' && link('Remove', uploads.remove)}
    </SpaceBetween>
  );
}

const rowsPerPage = 50;

export function UploadFiles({ uploads, onRetry }: FilesProps): JSX.Element {
  const { rows } = uploads;
  const [page, setPage] = useState(1);
  const pages = Math.max(1, Math.ceil(rows.length / rowsPerPage));
  const shown = Math.min(page, pages);
  const bytes = rows.reduce((sum, row) => sum + row.file.size, 0);
  return (
    <Table
      variant="container"
      header={
        <Header variant="h2" counter={`(${rows.length})`} description={sizeText(bytes)}>
          Files and folders
        </Header>
      }
      items={rows.slice((shown - 1) * rowsPerPage, shown * rowsPerPage)}
      trackBy="key"
      empty="No files chosen"
      wrapLines
      ariaLabels={{ tableLabel: 'Files and folders' }}
      pagination={
        pages > 1 && (
          <Pagination
            currentPageIndex={shown}
            pagesCount={pages}
            onChange={({ detail }) => setPage(detail.currentPageIndex)}
          />
        )
      }
      columnDefinitions={[
        {
          id: 'key',
          header: 'Name',
          isRowHeader: true,
          minWidth: 150,
          cell: ({ key }) => <span className="keys">{key}</span>,
        },
        { id: 'size', header: 'Size', minWidth: 90, cell: ({ file }) => sizeText(file.size) },
        { id: 'status', header: 'Status', minWidth: 150, cell: (row) => <Status row={row} /> },
        {
          id: 'actions',
          header: 'Actions',
          minWidth: 120,
          cell: (row) => <Actions row={row} uploads={uploads} onRetry={onRetry} />,
        },
      ]}
    />
  );
}
