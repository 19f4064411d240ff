/** Tags of a user. */
import type { JSX } from 'react';
import { useChangeUser, useUserTagsQuery } from '../../../api/iam/user-changes.ts';
import { TagsContainer } from '../../../forms/iam/tags-container.tsx';

export function TagsTab({ userName }: { readonly userName: string }): JSX.Element {
  const { data, error } = useUserTagsQuery(userName);
  const change = useChangeUser(userName);
  return (
    <TagsContainer
      tags={data}
      error={error}
      failure={change.error}
      isSaving={change.isPending}
      save={(tags) => change.mutateAsync({ kind: 'tag', former: data ?? [], tags })}
    />
  );
}
