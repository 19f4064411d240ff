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

type Dialog = 'delete' | 'folder';

interface FolderProps {
  readonly bucket: string;
  readonly prefix: string;
}

function Toolbar({
  folder,
  hasChosen,
  query,
  onDialog,
}: {
  readonly folder: FolderProps;
  readonly hasChosen: boolean;
  readonly query: Pick<ReturnType<typeof useObjectsQuery>, 'isFetching' | 'refetch'>;
  onDialog(dialog: Dialog): void;
}): JSX.Element {
  const navigate = useNavigate();
  const paths = useS3Paths();
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button
        iconName="refresh"
        ariaLabel="Refresh"
        loading={query.isFetching}
        onClick={() => void query.refetch()}
      />
      <Button disabled={!hasChosen} onClick={() => onDialog('delete')}>
        Delete
      </Button>
      <Button onClick={() => onDialog('folder')}>Create folder</Button>
      <Button
        variant="primary"
        onClick={() => void navigate(paths.upload(folder.bucket, folder.prefix))}
      >
        Upload
      </Button>
    </SpaceBetween>
  );
}

/** S3 finds by prefix only, so the search is for the beginning of names. */
function Search({ onSearch }: { onSearch(text: string): void }): JSX.Element {
  const [text, setText] = useState('');
  return (
    <TextFilter
      filteringText={text}
      filteringPlaceholder="Find objects by the beginning of their name"
      filteringAriaLabel="Find objects by prefix"
      onChange={({ detail }) => setText(detail.filteringText)}
      onDelayedChange={({ detail }) => onSearch(detail.filteringText)}
    />
  );
}

function Pages({
  pages,
  next,
  onMove,
}: {
  readonly pages: ReturnType<typeof usePages>;
  /** Token of the next page, when there is one. */
  readonly next: string | undefined;
  onMove(): void;
}): JSX.Element {
  const goTo = (number: number): void => {
    if (number > pages.count) pages.learn(next);
    onMove();
    pages.go(number);
  };
  return (
    <Pagination
      currentPageIndex={pages.number}
      pagesCount={next === undefined ? pages.count : Math.max(pages.count, pages.number + 1)}
      openEnd={next !== undefined}
      onChange={({ detail }) => goTo(detail.currentPageIndex)}
    />
  );
}

const ariaLabels = {
  allItemsSelectionLabel: () => 'Select all',
  itemSelectionLabel: (_selection: unknown, { name }: ObjectRow) => `Select ${name}`,
  tableLabel: 'Objects',
};

function Folder({ bucket, prefix }: FolderProps): JSX.Element {
  const [searched, setSearched] = useState('');
  const [chosen, setChosen] = useState<readonly ObjectRow[]>([]);
  const [dialog, setDialog] = useState<Dialog>();
  const pages = usePages();
  const { token } = pages;
  const query = useObjectsQuery({ bucket, prefix: prefix + searched, pageSize, token });
  const paths = useS3Paths();
  const { data, error, refetch, isPlaceholderData } = query;
  const close = (): void => {
    setDialog(undefined);
    setChosen([]);
  };
  const search = (text: string): void => {
    pages.reset();
    setSearched(text);
  };
  if (error !== null && data === undefined) {
    return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  }
  const next = data?.NextContinuationToken;
  const toolbar = (
    <Toolbar
      folder={{ bucket, prefix }}
      hasChosen={chosen.length > 0}
      query={query}
      onDialog={setDialog}
    />
  );
  return (
    <>
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
        ariaLabels={ariaLabels}
        empty={searched === '' ? 'No objects' : `Nothing here begins with ${searched}`}
        header={
          <Header variant="h2" actions={toolbar}>
            Objects
          </Header>
        }
        filter={<Search onSearch={search} />}
        pagination={<Pages pages={pages} next={next} onMove={() => setChosen([])} />}
      />
      {dialog === 'delete' && <DeleteObjectsDialog bucket={bucket} rows={chosen} onClose={close} />}
      {dialog === 'folder' && (
        <CreateFolderDialog bucket={bucket} prefix={prefix} onClose={close} />
      )}
    </>
  );
}

export function ObjectsTab({ bucket, prefix }: FolderProps): JSX.Element {
  return (
    <SpaceBetween size="s">
      <PathOf bucket={bucket} prefix={prefix} />
      <Folder bucket={bucket} prefix={prefix} />
      <AwsCommand
        command="s3api list-objects-v2"
        options={{ '--bucket': bucket, '--prefix': prefix, '--delimiter': '/' }}
      />
    </SpaceBetween>
  );
}
