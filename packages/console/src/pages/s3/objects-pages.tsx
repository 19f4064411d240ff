/** The way through a folder: S3 gives one page and where the next begins, and finds by prefix only. */
import Pagination from '@cloudscape-design/components/pagination';
import TextFilter from '@cloudscape-design/components/text-filter';
import type { JSX } from 'react';
import { useState } from 'react';
import type { PageStart } from '../../api/s3/listing.ts';

const first: PageStart = {};

export interface PagesState {
  readonly start: PageStart;
  readonly number: number;
  readonly count: number;
  /** `next`: where the page after the current one begins. */
  go(number: number, next: PageStart | undefined): void;
  reset(): void;
}

/** Where each page begins: S3 tells only of the next one, so the way back is remembered. */
export function usePages(): PagesState {
  const [starts, setStarts] = useState<readonly PageStart[]>([first]);
  const [at, setAt] = useState(0);
  return {
    start: starts[at] ?? first,
    number: at + 1,
    count: starts.length,
    go(number, next) {
      if (number > starts.length && next !== undefined) setStarts([...starts, next]);
      setAt(number - 1);
    },
    reset() {
      setStarts([first]);
      setAt(0);
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
      onChange={({ detail }) => {
        onMove();
        pages.go(detail.currentPageIndex, next);
      }}
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
