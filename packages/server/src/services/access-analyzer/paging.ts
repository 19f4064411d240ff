/** `nextToken` and `maxResults` over a list that is worked out whole for every page. */
import { ValidationException$ } from '@aws-sdk/client-accessanalyzer';
import { fail } from '@hallpass/wire';

interface PageInput {
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

const itemsDefault = 100;
export const itemsMax = 1000;

const marker = 'from:';

const tokenFor = (index: number): string => Buffer.from(`${marker}${index}`).toString('base64url');

/** Tokens are opaque to clients, and only ours are taken. */
function firstIndex(token: string | undefined): number {
  if (token === undefined) return 0;
  const text = Buffer.from(token, 'base64url').toString();
  const index = Number(text.slice(marker.length));
  if (Number.isSafeInteger(index) && index >= 0 && tokenFor(index) === token) return index;
  throw fail(ValidationException$, 'Invalid nextToken.', { reason: 'fieldValidationFailed' });
}

export interface ItemPage<T> {
  readonly items: readonly T[];
  readonly nextToken?: string;
}

export function pageOf<T>(items: readonly T[], input: PageInput): ItemPage<T> {
  const from = firstIndex(input.nextToken);
  const end = from + Math.min(input.maxResults ?? itemsDefault, itemsMax);
  const page = { items: items.slice(from, end) };
  return end < items.length ? { ...page, nextToken: tokenFor(end) } : page;
}
