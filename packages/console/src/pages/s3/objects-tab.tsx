/**
 * A folder of a bucket, page by page as S3 gives it: however many objects there are, only those on
 * the screen are asked for. Folders are prefixes that end with a slash.
 */
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useS3Paths } from '../../api/s3-client.ts';
import { useObjectsQuery } from '../../api/s3-queries.ts';
import { CreateFolderDialog } from '../../forms/s3/create-folder-dialog.tsx';
import { DeleteObjectsDialog } from '../../forms/s3/delete-objects-dialog.tsx';
import type { S3Paths } from '../../paths/s3-paths.ts';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { sizeText } from '../../ui/size-text.ts';
import { TextLink } from '../../ui/text-link.tsx';
import { Moment } from '../../ui/time-text.tsx';
import { useFollow } from '../../ui/use-follow.ts';

/** A folder or an object of the page. */
export interface ObjectRow {
  readonly key: string;
  readonly name: string;
  readonly isFolder: boolean;
  readonly size: number | undefined;
  readonly modified: Date | undefined;
}

const pageSize = 100;

function rowsOf(
  prefix: string,
  page: ReturnType<typeof useObjectsQuery>['data'],
): readonly ObjectRow[] {
  const folders = (page?.CommonPrefixes ?? []).map(({ Prefix: key = '' }) => ({
    key,
    name: key.slice(prefix.length),
    isFolder: true,
    size: undefined,
    modified: undefined,
  }));
  const objects = (page?.Contents ?? [])
    .filter(({ Key }) => Key !== prefix)
    .map(({ Key: key = '', Size, LastModified }) => ({
      key,
      name: key.slice(prefix.length),
      isFolder: false,
      size: Size,
      modified: LastModified,
    }));
  return [...folders, ...objects];
}

function PathOf({ bucket, prefix }: { readonly bucket: string; readonly prefix: string }) {
  const paths = useS3Paths();
  const follow = useFollow();
  const folders = prefix.split('/').slice(0, -1);
  const items = folders.map((text, index) => ({
    text: text === '' ? '/' : text,
    href: paths.bucket(bucket, { prefix: `${folders.slice(0, index + 1).join('/')}/` }),
  }));
  if (items.length === 0) return null;
  return (
    <BreadcrumbGroup
      ariaLabel="Folders"
      items={[{ text: bucket, href: paths.bucket(bucket) }, ...items]}
      onFollow={follow}
    />
  );
}

const columnsOf = (bucket: string, paths: S3Paths) => [
  {
    id: 'name',
    header: 'Name',
    isRowHeader: true,
    cell: ({ key, name, isFolder }: ObjectRow) => (
      <TextLink href={isFolder ? paths.bucket(bucket, { prefix: key }) : paths.object(bucket, key)}>
        {name}
      </TextLink>
    ),
  },
  { id: 'type', header: 'Type', cell: (row: ObjectRow) => (row.isFolder ? 'Folder' : 'Object') },
  {
    id: 'modified',
    header: 'Last modified',
    cell: ({ modified }: ObjectRow) => <Moment date={modified} />,
  },
  { id: 'size', header: 'Size', cell: ({ size }: ObjectRow) => sizeText(size) },
];

/** Where each page begins: S3 tells only of the next one, so the way back is remembered. */
function usePages() {
  const [tokens, setTokens] = useState<readonly (string | undefined)[]>([undefined]);
  const [at, setAt] = useState(0);
  return {
    token: tokens[at],
    number: at + 1,
    count: tokens.length,
    learn(next: string | undefined): void {
      if (next !== undefined && at === tokens.length - 1) setTokens([...tokens, next]);
    },
    go(number: number): void {
      setAt(number - 1);
    },
    reset(): void {
      setTokens([undefined]);
      setAt(0);
    },
  };
}

export function ObjectsTab({
  bucket,
  prefix,
}: {
  readonly bucket: string;
  readonly prefix: string;
}): JSX.Element {
  const [filter, setFilter] = useState('');
  const [searched, setSearched] = useState('');
  const [chosen, setChosen] = useState<readonly ObjectRow[]>([]);
  const [dialog, setDialog] = useState<'delete' | 'folder'>();
  const pages = usePages();
  const query = useObjectsQuery({
    bucket,
    prefix: prefix + searched,
    pageSize,
    token: pages.token,
  });
  const paths = useS3Paths();
  const navigate = useNavigate();
  const { data, error, isFetching, refetch, isPlaceholderData } = query;
  const next = data?.NextContinuationToken;
  const search = (): void => {
    pages.reset();
    setSearched(filter);
  };
  const goTo = (number: number): void => {
    if (number > pages.count) return;
    setChosen([]);
    pages.go(number);
  };
  const goNext = (): void => {
    pages.learn(next);
    setChosen([]);
    pages.go(pages.number + 1);
  };
  if (error !== null && data === undefined) {
    return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  }
  return (
    <SpaceBetween size="s">
      <PathOf bucket={bucket} prefix={prefix} />
      <Table
        variant="container"
        items={[...rowsOf(prefix, data)]}
        columnDefinitions={columnsOf(bucket, paths)}
        trackBy="key"
        selectionType="multi"
        selectedItems={[...chosen]}
        onSelectionChange={({ detail }) => setChosen(detail.selectedItems)}
        loading={data === undefined || isPlaceholderData}
        loadingText="Loading objects"
        resizableColumns
        enableKeyboardNavigation
        ariaLabels={{
          allItemsSelectionLabel: () => 'Select all',
          itemSelectionLabel: (_selection, { name }) => `Select ${name}`,
          tableLabel: 'Objects',
        }}
        empty={searched === '' ? 'No objects' : `Nothing here begins with ${searched}`}
        header={
          <Header
            variant="h2"
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  iconName="refresh"
                  ariaLabel="Refresh"
                  loading={isFetching}
                  onClick={() => void refetch()}
                />
                <Button disabled={chosen.length === 0} onClick={() => setDialog('delete')}>
                  Delete
                </Button>
                <Button onClick={() => setDialog('folder')}>Create folder</Button>
                <Button
                  variant="primary"
                  onClick={() => void navigate(paths.upload(bucket, prefix))}
                >
                  Upload
                </Button>
              </SpaceBetween>
            }
          >
            Objects
          </Header>
        }
        filter={
          <form
            onSubmit={(event) => {
              event.preventDefault();
              search();
            }}
          >
            <TextFilter
              filteringText={filter}
              filteringPlaceholder="Find objects by the beginning of their name"
              filteringAriaLabel="Find objects by prefix"
              onChange={({ detail }) => setFilter(detail.filteringText)}
              onDelayedChange={search}
            />
          </form>
        }
        pagination={
          <Pagination
            currentPageIndex={pages.number}
            pagesCount={next === undefined ? pages.count : Math.max(pages.count, pages.number + 1)}
            openEnd={next !== undefined}
            onNextPageClick={goNext}
            onPreviousPageClick={() => goTo(pages.number - 1)}
            onChange={({ detail }) => goTo(detail.currentPageIndex)}
          />
        }
      />
      <AwsCommand
        command="s3api list-objects-v2"
        options={{ '--bucket': bucket, '--prefix': prefix, '--delimiter': '/' }}
      />
      {dialog === 'delete' && (
        <DeleteObjectsDialog
          bucket={bucket}
          rows={chosen}
          onClose={() => {
            setDialog(undefined);
            setChosen([]);
          }}
        />
      )}
      {dialog === 'folder' && (
        <CreateFolderDialog bucket={bucket} prefix={prefix} onClose={() => setDialog(undefined)} />
      )}
    </SpaceBetween>
  );
}
