/**
 * The table of every list page: search, sort, pages, choice of columns (kept in the browser), empty
 * and failed states. A list page gives it columns and items.
 */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TableProps } from '@cloudscape-design/components/table';
import Table from '@cloudscape-design/components/table';
import type { TextFilterProps } from '@cloudscape-design/components/text-filter';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useCollection } from '@cloudscape-design/collection-hooks';
import type { JSX, ReactNode } from 'react';
import { startTransition, useState } from 'react';
import { ErrorAlert } from '../ui/error-alert.tsx';
import { TablePreferencesDialog } from './table-preferences-dialog.tsx';
import { useTablePreferences } from './table-preferences.ts';

export interface Column<T> extends TableProps.ColumnDefinition<T> {
  readonly id: string;
  readonly header: string;
  /** Not shown until chosen. */
  readonly isHidden?: boolean;
}

export interface ResourceTableProps<T> {
  /** Names the kept preferences: `iam-users`. */
  readonly id: string;
  /** `Users` */
  readonly title: string;
  /** One and many, for texts: `user`, `users`. */
  readonly noun: readonly [one: string, many: string];
  readonly description?: ReactNode;
  readonly columns: readonly Column<T>[];
  readonly items: readonly T[] | undefined;
  readonly error?: unknown;
  readonly isFetching: boolean;
  onRefresh(): void;
  keyOf(item: T): string;
  /** What the search looks at. Without it, the values of the columns. */
  searchText?(item: T): string;
  readonly selectionType?: 'single' | 'multi';
  /** Told of every change of what is chosen. */
  onSelect?(chosen: readonly T[]): void;
  /** What is chosen from the start, where a choice is kept elsewhere. */
  isChosen?(item: T): boolean;
  /** Buttons at the top right, for the chosen items. */
  actions?(chosen: readonly T[]): ReactNode;
  /** More ways to filter, beside the search. */
  readonly filters?: ReactNode;
  /** How it is sorted at first, where not by the first column. */
  readonly sortedBy?: { readonly columnId: string; readonly isDescending: boolean };
  /** Shown when there is nothing at all. */
  readonly emptyAction?: ReactNode;
  readonly variant?: 'full-page' | 'container';
}

function Empty({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ReactNode;
}): JSX.Element {
  return (
    <Box textAlign="center" color="inherit" padding="s">
      <SpaceBetween size="s">
        <b>{title}</b>
        {children}
      </SpaceBetween>
    </Box>
  );
}

function useItems<T>(props: ResourceTableProps<T>, pageSize: number) {
  const { columns, items = [], noun, emptyAction, searchText, keyOf, isChosen, sortedBy } = props;
  const sortingColumn = columns.find(({ id }) => id === sortedBy?.columnId) ?? columns[0];
  const [, many] = noun;
  const needle = (text: string): string => text.trim().toLowerCase();
  const collection = useCollection(items, {
    filtering: {
      empty: <Empty title={`No ${many}`}>{emptyAction}</Empty>,
      noMatch: (
        <Empty title={`No ${many} match`}>
          <Button onClick={() => clear()}>Clear the search</Button>
        </Empty>
      ),
      ...(searchText === undefined
        ? {}
        : {
            filteringFunction: (item: T, text: string) =>
              searchText(item).toLowerCase().includes(needle(text)),
          }),
    },
    sorting: {
      defaultState: {
        sortingColumn: { ...(sortingColumn as TableProps.ColumnDefinition<T>) },
        isDescending: sortedBy?.isDescending ?? false,
      },
    },
    pagination: { pageSize },
    selection: {
      trackBy: keyOf,
      // A choice made for a form outlives the search that found it.
      keepSelection: props.onSelect !== undefined,
      defaultSelectedItems: isChosen === undefined ? [] : items.filter(isChosen),
    },
  });
  const [clearings, setClearings] = useState(0);
  const clear = (): void => {
    collection.actions.setFiltering('');
    setClearings(clearings + 1);
  };
  const { filterProps, collectionProps, paginationProps } = collection;
  // Keys and clicks are answered at once, however long the list: its rows follow.
  return {
    ...collection,
    /** Changes when the search is cleared from elsewhere. */
    clearings,
    filterProps: {
      ...filterProps,
      onChange: (event) => startTransition(() => filterProps.onChange(event)),
    } satisfies typeof filterProps,
    collectionProps: {
      ...collectionProps,
      onSortingChange: (event) => startTransition(() => collectionProps.onSortingChange?.(event)),
    } satisfies typeof collectionProps,
    paginationProps: {
      ...paginationProps,
      onChange: (event) => startTransition(() => paginationProps.onChange(event)),
    } satisfies typeof paginationProps,
  };
}

export function ResourceTable<T>(props: ResourceTableProps<T>): JSX.Element {
  const { id, title, noun, columns, items, error, onRefresh, keyOf } = props;
  const { selectionType, filters, variant = 'full-page' } = props;
  const [preferences, setPreferences] = useTablePreferences(id, columns);
  const collection = useItems(props, preferences.pageSize);
  const { filteredItemsCount = 0, filterProps, paginationProps, collectionProps } = collection;
  const hasFailed = error !== undefined && error !== null && items === undefined;
  const empty = hasFailed ? (
    <ErrorAlert error={error} onRetry={onRefresh} />
  ) : (
    collectionProps.empty
  );
  return (
    <Table
      {...collectionProps}
      onSelectionChange={(event) => {
        collectionProps.onSelectionChange?.(event);
        props.onSelect?.(event.detail.selectedItems);
      }}
      {...(selectionType === undefined ? {} : { selectionType })}
      variant={variant}
      stickyHeader={variant === 'full-page'}
      items={[...collection.items]}
      columnDefinitions={[...columns]}
      columnDisplay={[...preferences.contentDisplay]}
      trackBy={keyOf}
      loading={items === undefined && !hasFailed}
      loadingText={`Loading ${noun[1]}`}
      resizableColumns
      enableKeyboardNavigation
      ariaLabels={{
        tableLabel: title,
        selectionGroupLabel: `Selected ${noun[1]}`,
        allItemsSelectionLabel: () => `Select all ${noun[1]}`,
        itemSelectionLabel: (_selected, item) => `Select ${keyOf(item)}`,
      }}
      empty={empty}
      header={<TableHeader {...props} chosen={collectionProps.selectedItems ?? []} />}
      filter={
        <TableFilter
          key={collection.clearings}
          noun={noun}
          count={filteredItemsCount}
          {...filterProps}
        >
          {filters}
        </TableFilter>
      }
      pagination={<Pagination {...paginationProps} />}
      preferences={
        <TablePreferencesDialog
          noun={noun}
          columns={columns}
          preferences={preferences}
          onChange={setPreferences}
        />
      }
    />
  );
}

function TableHeader<T>({
  chosen,
  title,
  items,
  description,
  isFetching,
  onRefresh,
  actions,
  variant = 'full-page',
}: ResourceTableProps<T> & { readonly chosen: readonly T[] }): JSX.Element {
  return (
    <Header
      variant={variant === 'full-page' ? 'awsui-h1-sticky' : 'h2'}
      counter={items === undefined ? undefined : `(${items.length})`}
      description={description}
      actions={
        <div className="actions">
          <Button iconName="refresh" ariaLabel="Refresh" loading={isFetching} onClick={onRefresh} />
          {actions?.(chosen)}
        </div>
      }
    >
      {title}
    </Header>
  );
}

function TableFilter({
  noun,
  count,
  children,
  ...filter
}: TextFilterProps & {
  readonly noun: ResourceTableProps<unknown>['noun'];
  readonly count: number;
  readonly children: ReactNode;
}): JSX.Element {
  // Of its own, so that a key that is pressed need not wait for the rows.
  const [text, setText] = useState(filter.filteringText);
  return (
    <div className="filters">
      <div className="search">
        <TextFilter
          {...filter}
          filteringText={text}
          onChange={(event) => {
            setText(event.detail.filteringText);
            filter.onChange?.(event);
          }}
          filteringPlaceholder={`Find ${noun[1]}`}
          filteringAriaLabel={`Find ${noun[1]}`}
          countText={`${count} ${noun[count === 1 ? 0 : 1]}`}
        />
      </div>
      {children}
    </div>
  );
}
