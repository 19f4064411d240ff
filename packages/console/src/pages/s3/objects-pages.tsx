/** The way through a folder: S3 gives one page and where the next begins, and finds by prefix only. */
import Pagination from '@cloudscape-design/components/pagination';
import TextFilter from '@cloudscape-design/components/text-filter';
import type { JSX } from 'react';
import { startTransition, useState } from 'react';
import type { PageStart } from '../../api/s3/listing.ts';

const first: PageStart = {};

export interface PagesState {
  readonly start: PageStart;
  readonly number: number;
  readonly count: number;
  /** `next`: where the page after the current one begins. */
  go(number: number, next: PageStart | undefined): void;
}

const firstPage: readonly PageStart[] = [first];

/**
 * Where each page begins: S3 tells only of the next one, so the way back is remembered. Of another
 * list, which is what `listId` says, the first page comes first.
 */
export function usePages(listId: string): PagesState {
  const [state, setState] = useState({ listId, starts: firstPage, at: 0 });
  const { starts, at } = state.listId === listId ? state : { starts: firstPage, at: 0 };
  return {
    start: starts[at] ?? first,
    number: at + 1,
    count: starts.length,
    go(number, next) {
      const isNew = number > starts.length && next !== undefined;
      setState({ listId, starts: isNew ? [...starts, next] : starts, at: number - 1 });
    },
  };
}

export function Pages({
  pages,
  next,
  isDisabled,
  onMove,
}: {
  readonly pages: PagesState;
  /** Of the current page; absent when it is the last. */
  readonly next: PageStart | undefined;
  readonly isDisabled: boolean;
  onMove(): void;
}): JSX.Element {
  return (
    <Pagination
      currentPageIndex={pages.number}
      pagesCount={next === undefined ? pages.count : Math.max(pages.count, pages.number + 1)}
      openEnd={next !== undefined}
      disabled={isDisabled}
      ariaLabels={{
        nextPageLabel: 'Next page',
        previousPageLabel: 'Previous page',
        pageLabel: (number) => `Page ${number}`,
      }}
      onChange={({ detail }) =>
        // The click is answered at once; a hundred rows less follow.
        startTransition(() => {
          onMove();
          pages.go(detail.currentPageIndex, next);
        })
      }
    />
  );
}

export function PrefixSearch({ onSearch }: { onSearch(text: string): void }): JSX.Element {
  const [text, setText] = useState('');
  return (
    <TextFilter
      filteringText={text}
      filteringPlaceholder="Find objects by prefix"
      filteringAriaLabel="Find objects by prefix"
      onChange={({ detail }) => setText(detail.filteringText)}
      onDelayedChange={({ detail }) => onSearch(detail.filteringText)}
    />
  );
}
