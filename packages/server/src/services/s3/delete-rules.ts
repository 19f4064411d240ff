/** What DeleteObject and DeleteObjects share. */
import type { ContextEntries } from '../../authorize/context-keys.ts';
import { invalidArgument } from './errors.ts';

/** `etag`: the condition of one key of a list; DeleteObject's stands in a header. */
export function deleteKeys(wanted: {
  readonly versionId: string | undefined;
  readonly etag?: string | undefined;
}): ContextEntries {
  if (wanted.versionId !== undefined) return { 's3:versionid': wanted.versionId };
  return wanted.etag === undefined ? {} : { 's3:if-match': wanted.etag };
}

/** The header itself is refused, also when it says false. */
export function checkNoBypass(bypass: boolean | undefined): void {
  if (bypass === undefined) return;
  throw invalidArgument(
    'x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.',
    { name: 'x-amz-bypass-governance-retention' },
  );
}
