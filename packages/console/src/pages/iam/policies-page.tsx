/** `/iam/policies`: managed policies, AWS's and the account's own. */
import Button from '@cloudscape-design/components/button';
import type { JSX } from 'react';
import { useNavigate } from 'react-router';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import { usePoliciesTable } from '../../tables/policies-table.tsx';
import { ResourceTable } from '../../tables/resource-table.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';

export function PoliciesPage(): JSX.Element {
  const table = usePoliciesTable();
  const paths = useIamPaths();
  const navigate = useNavigate();
  const create = (
    <Button variant="primary" onClick={() => void navigate(paths.createPolicy())}>
      Create policy
    </Button>
  );
  return (
    <>
      <ResourceTable
        {...table}
        id="iam-policies"
        title="Policies"
        description="A policy defines permissions of the users, groups and roles it is attached to."
        actions={() => create}
        emptyAction={create}
      />
      <AwsCommand command="iam list-policies" />
    </>
  );
}
