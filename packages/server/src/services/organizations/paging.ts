/** NextToken and MaxResults. Page: ORG API Reference, "NextToken" of each List operation. */
import { InvalidInputException$ } from '@aws-sdk/client-organizations';
import { fail } from '@hallpass/wire';

interface PageInput {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** AWS's pages hold 20; more is not given whatever is asked. */
export const pageMax = 20;

export function pageLimit(input: PageInput): number {
  return Math.min(input.MaxResults ?? pageMax, pageMax);
}

/** The id after which the page begins. Tokens are opaque to clients, and only ours are taken. */
export function pageAfter(input: PageInput): string | undefined {
  if (input.NextToken === undefined) return undefined;
  const text = Buffer.from(input.NextToken, 'base64url').toString();
  if (text.startsWith('after:')) return text.slice('after:'.length);
  throw fail(InvalidInputException$, 'You provided an invalid value for the NextToken parameter.', {
    Reason: 'INVALID_NEXT_TOKEN',
  });
}

export function nextToken(after: string): string {
  return Buffer.from(`after:${after}`).toString('base64url');
}

export interface IdPage {
  readonly ids: readonly string[];
  readonly NextToken?: string;
}

/** Cuts one more than a page down to a page and its token. */
export function idPage(ids: readonly string[], limit: number): IdPage {
  const page = ids.slice(0, limit);
  const last = page.at(-1);
  return ids.length <= limit || last === undefined
    ? { ids: page }
    : { ids: page, NextToken: nextToken(last) };
}

export const pageConstraints = { MaxResults: { range: [1, 20] } } as const;
