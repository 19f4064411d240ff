/** Tags of a user. */
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useChangeUser, useUserTagsQuery } from '../../../api/iam/user-changes.ts';
import { TagsContainer } from '../../../forms/iam/tags-container.tsx';
import { AwsCommand } from '../../../ui/aws-command.tsx';

export function TagsTab({ userName }: { readonly userName: string }): JSX.Element {
  const { data, error } = useUserTagsQuery(userName);
  const change = useChangeUser(userName);
  return (
    <SpaceBetween size="s">
      <TagsContainer
        tags={data}
        error={error}
        failure={change.error}
        isSaving={change.isPending}
        save={(tags) => change.mutateAsync({ kind: 'tag', former: data ?? [], tags })}
      />
      <AwsCommand command="iam list-user-tags" options={{ '--user-name': userName }} />
    </SpaceBetween>
  );
}
