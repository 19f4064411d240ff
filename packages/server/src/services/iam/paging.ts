/**
 * Pagination as every IAM listing has it: Marker, MaxItems, IsTruncated. A marker is opaque to
 * callers; it carries the place after which the next page begins, so pages stay right while
 * entities come and go. Page: IAM API Reference "ListUsers" (request and response elements that all
 * listings share).
 */
import { failWith } from '@hallpass/wire';
import type { Page } from '../../data/identities.ts';

export interface PagingInput {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

export interface PagingOutput {
  readonly IsTruncated: boolean;
  readonly Marker?: string;
}

/** What a listing function of `data/` takes. */
export interface PageStart {
  readonly after?: string;
  readonly limit: number;
}

const itemsDefault = 100;
const itemsMax = 1000;
const markerVersion = '1:';

function encodeMarker(after: string): string {
  return Buffer.from(markerVersion + after).toString('base64url');
}

function decodeMarker(marker: string): string {
  const text = Buffer.from(marker, 'base64url').toString();
  // Base64 decoders forgive: a marker is only ours when it encodes back to the same text.
  const after = text.slice(markerVersion.length);
  if (!text.startsWith(markerVersion) || encodeMarker(after) !== marker) {
    throw failWith('ValidationError', 'Invalid Marker.');
  }
  return after;
}

/** Where the page asked for begins, and how long it may be. The range of MaxItems is a constraint. */
export function pageStart(input: PagingInput): PageStart {
  const limit = Math.min(input.MaxItems ?? itemsDefault, itemsMax);
  return input.Marker === undefined ? { limit } : { limit, after: decodeMarker(input.Marker) };
}

/** `IsTruncated` and `Marker` of the answer; `next`: the place to continue after, if there is more. */
export function pageEnd(next: string | undefined): PagingOutput {
  return next === undefined
    ? { IsTruncated: false }
    : { IsTruncated: true, Marker: encodeMarker(next) };
}

/** One page of a list that is held whole (tags, attachments, versions), ordered by key. */
export function pageOf<T>(
  items: readonly T[],
  input: PagingInput,
  keyOf: (item: T) => string,
): { readonly items: T[] } & PagingOutput {
  const { after, limit } = pageStart(input);
  const page = items
    .map((item) => ({ item, key: keyOf(item) }))
    .filter(({ key }) => after === undefined || key > after)
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const shown = page.slice(0, limit);
  return {
    items: shown.map(({ item }) => item),
    ...pageEnd(page.length > limit ? shown.at(-1)?.key : undefined),
  };
}

/** The same for a page that `data/` found. */
export function pagingOf(page: Page<unknown>): PagingOutput {
  return pageEnd(page.next);
}
