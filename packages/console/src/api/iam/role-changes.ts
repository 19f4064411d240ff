/** What an administrator changes of a role beside its policies: what it is for, how long, its tags. */
import { TagRoleCommand, UntagRoleCommand, UpdateRoleCommand } from '@aws-sdk/client-iam';
import type { UseMutationResult } from '@tanstack/react-query';
import { useIamChange } from './iam-change.ts';
import type { TagText } from './user-changes.ts';
import { tagDifference } from './user-changes.ts';

export type RoleEdit =
  | { readonly kind: 'tag'; readonly former: readonly TagText[]; readonly tags: readonly TagText[] }
  | { readonly kind: 'details'; readonly description: string; readonly sessionSeconds: number };

export function useEditRole(RoleName: string): UseMutationResult<void, Error, RoleEdit> {
  return useIamChange(async (iam, edit) => {
    if (edit.kind === 'details') {
      const { description: Description, sessionSeconds: MaxSessionDuration } = edit;
      await iam.send(new UpdateRoleCommand({ RoleName, Description, MaxSessionDuration }));
      return;
    }
    const { removed, written } = tagDifference(edit.former, edit.tags);
    if (removed.length > 0) await iam.send(new UntagRoleCommand({ RoleName, TagKeys: removed }));
    if (written.length > 0) await iam.send(new TagRoleCommand({ RoleName, Tags: written }));
  });
}
