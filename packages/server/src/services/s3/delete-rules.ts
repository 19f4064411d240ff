/** What DeleteObject and DeleteObjects share. */
import type { ContextEntries } from '../../authorize/context-keys.ts';
import type { RequestInfo } from '../../operation.ts';
import { invalidArgument } from './errors.ts';

export function deleteKeys(info: RequestInfo, versionId: string | undefined): ContextEntries {
  return { 's3:versionid': versionId, 's3:if-match': info.request.headers['if-match'] };
}

/** The header itself is refused, also when it says false. */
export function checkNoBypass(bypass: boolean | undefined): void {
  if (bypass === undefined) return;
  throw invalidArgument(
    'x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.',
    { name: 'x-amz-bypass-governance-retention' },
  );
}
