/** Tags of an account, an OU or a policy. */
import type { JSX } from 'react';
import { useChangeOrgTags, useOrgTagsQuery } from '../../api/organizations/tags.ts';
import { TagsContainer } from '../../forms/iam/tags-container.tsx';

export function OrgTags({ id }: { readonly id: string }): JSX.Element {
  const { data, error } = useOrgTagsQuery(id);
  const change = useChangeOrgTags(id);
  return (
    <TagsContainer
      tags={data}
      error={error}
      failure={change.error}
      isSaving={change.isPending}
      save={(tags) => change.mutateAsync({ former: data ?? [], tags })}
    />
  );
}
