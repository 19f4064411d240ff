/**
 * A folder of a bucket, page by page as S3 gives it: however many objects there are, only those on
 * the screen are asked for. Folders are prefixes that end with a slash.
 */
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import Toggle from '@cloudscape-design/components/toggle';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useS3Paths } from '../../api/s3-client.ts';
import { useListingQuery, useVersioningQuery } from '../../api/s3-queries.ts';
import type { ObjectRow } from '../../api/s3/listing.ts';
import { CreateFolderDialog } from '../../forms/s3/create-folder-dialog.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useFollow } from '../../ui/use-follow.ts';
import { handOver } from '../../uploads/chosen-files.ts';
import { DropArea } from '../../uploads/drop-area.tsx';
import type { ObjectDialogKind } from './object-dialogs.tsx';
import { ObjectDialog } from './object-dialogs.tsx';
import { objectColumns } from './objects-columns.tsx';
import { Pages, PrefixSearch, usePages } from './objects-pages.tsx';
import { ObjectsToolbar } from './objects-toolbar.tsx';
import { useDownload } from './use-download.ts';

const pageSize = 100;

export interface FolderProps {
  readonly bucket: string;
  readonly prefix: string;
  readonly hasVersions: boolean;
}

function PathOf({ bucket, prefix, hasVersions }: FolderProps): JSX.Element | null {
  const paths = useS3Paths();
  const follow = useFollow();
  const versions = hasVersions ? 'show' : undefined;
  const folders = prefix.split('/').slice(0, -1);
  const items = folders.map((text, index) => ({
    text: text === '' ? '/' : text,
    href: paths.bucket(bucket, { prefix: `${folders.slice(0, index + 1).join('/')}/`, versions }),
  }));
  if (items.length === 0) return null;
  return (
    <BreadcrumbGroup
      ariaLabel="Folders"
      items={[{ text: bucket, href: paths.bucket(bucket, { versions }) }, ...items]}
      onFollow={follow}
    />
  );
}

/** Where versions were never kept there are none to show. */
function VersionsToggle({ bucket, prefix, hasVersions }: FolderProps): JSX.Element | null {
  const { data: status } = useVersioningQuery(bucket);
  const navigate = useNavigate();
  const paths = useS3Paths();
  if (!hasVersions && (status === undefined || status === 'Off')) return null;
  return (
    <Toggle
      checked={hasVersions}
      onChange={({ detail }) => {
        const versions = detail.checked ? 'show' : undefined;
        void navigate(paths.bucket(bucket, { prefix, versions }));
      }}
    >
      Show versions
    </Toggle>
  );
}

const ariaLabels = {
  selectionGroupLabel: 'Chosen objects',
  allItemsSelectionLabel: () => 'Select all',
  itemSelectionLabel: (_selection: unknown, { name, versionId }: ObjectRow) =>
    versionId === undefined ? `Select ${name}` : `Select ${name}, version ${versionId}`,
  tableLabel: 'Objects',
};

const nothing: readonly ObjectRow[] = [];

/** What is listed, what of it is chosen, and which dialog is open. */
function useFolder({ bucket, prefix, hasVersions }: FolderProps) {
  const [searched, setSearched] = useState('');
  const listId = `${hasVersions} ${searched}`;
  const [choice, setChoice] = useState({ listId, rows: nothing });
  const [dialog, setDialog] = useState<ObjectDialogKind | 'folder'>();
  const pages = usePages(listId);
  const query = useListingQuery({
    bucket,
    folder: prefix,
    searched,
    pageSize,
    hasVersions,
    start: pages.start,
  });
  const setChosen = (rows: readonly ObjectRow[]): void => setChoice({ listId, rows });
  return {
    searched,
    setSearched,
    chosen: choice.listId === listId ? choice.rows : nothing,
    setChosen,
    dialog,
    setDialog,
    pages,
    query,
    closeDialog(): void {
      setDialog(undefined);
      setChosen(nothing);
    },
  };
}

function Dialogs({
  folder,
  state,
}: {
  readonly folder: FolderProps;
  readonly state: ReturnType<typeof useFolder>;
}): JSX.Element | null {
  const { bucket, prefix, hasVersions } = folder;
  const { dialog, chosen, closeDialog } = state;
  if (dialog === undefined) return null;
  if (dialog === 'folder') {
    return <CreateFolderDialog bucket={bucket} prefix={prefix} onClose={closeDialog} />;
  }
  return (
    <ObjectDialog
      kind={dialog}
      bucket={bucket}
      rows={chosen}
      withVersions={hasVersions}
      onClose={closeDialog}
    />
  );
}

function FolderHeader({
  folder,
  state,
}: {
  readonly folder: FolderProps;
  readonly state: ReturnType<typeof useFolder>;
}): JSX.Element {
  const download = useDownload();
  const { query, chosen, setDialog } = state;
  const { bucket, prefix } = folder;
  return (
    <SpaceBetween size="s">
      <Header
        variant="h2"
        description="Drop files and folders on the list to upload them here."
        actions={
          <ObjectsToolbar
            bucket={bucket}
            prefix={prefix}
            chosen={chosen}
            isFetching={query.isFetching}
            download={download}
            onRefresh={() => void query.refetch()}
            onDialog={setDialog}
          />
        }
      >
        Objects
      </Header>
      {download.error !== null && <ErrorAlert error={download.error} header="Not downloaded" />}
    </SpaceBetween>
  );
}

function FolderTable(folder: FolderProps): JSX.Element {
  const { bucket, hasVersions } = folder;
  const paths = useS3Paths();
  const state = useFolder(folder);
  const { query, searched, chosen, setChosen, pages } = state;
  const { data, error, refetch, isPlaceholderData } = query;
  const isEmpty = searched === '' ? 'No objects' : `Nothing here begins with ${searched}`;
  return (
    <>
      <Table
        variant="container"
        items={error === null ? [...(data?.rows ?? [])] : []}
        columnDefinitions={[...objectColumns({ bucket, paths, hasVersions })]}
        trackBy="id"
        selectionType="multi"
        selectedItems={[...chosen]}
        onSelectionChange={({ detail }) => setChosen(detail.selectedItems)}
        loading={error === null && (data === undefined || isPlaceholderData)}
        loadingText="Loading objects"
        resizableColumns
        enableKeyboardNavigation
        ariaLabels={ariaLabels}
        empty={
          error === null ? isEmpty : <ErrorAlert error={error} onRetry={() => void refetch()} />
        }
        header={<FolderHeader folder={folder} state={state} />}
        filter={
          <div className="filters">
            <div className="search">
              <PrefixSearch onSearch={state.setSearched} />
            </div>
            <VersionsToggle {...folder} />
          </div>
        }
        pagination={
          <Pages
            pages={pages}
            next={data?.next}
            isDisabled={isPlaceholderData}
            onMove={() => setChosen(nothing)}
          />
        }
      />
      <Dialogs folder={folder} state={state} />
    </>
  );
}

export function ObjectsTab(folder: FolderProps): JSX.Element {
  const { bucket, prefix, hasVersions } = folder;
  const navigate = useNavigate();
  const paths = useS3Paths();
  return (
    <SpaceBetween size="s">
      <PathOf {...folder} />
      <DropArea
        onFiles={(files) => {
          handOver(files);
          void navigate(paths.upload(bucket, prefix));
        }}
      >
        <FolderTable {...folder} />
      </DropArea>
      <AwsCommand
        command={hasVersions ? 's3api list-object-versions' : 's3api list-objects-v2'}
        options={{ '--bucket': bucket, '--prefix': prefix, '--delimiter': '/' }}
      />
    </SpaceBetween>
  );
}
