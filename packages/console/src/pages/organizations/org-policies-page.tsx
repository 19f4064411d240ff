/** `/organizations/policies/scp` and `/rcp`: the policies of one kind. */
import type { PolicySummary } from '@aws-sdk/client-organizations';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import type { JSX } from 'react';
import { useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useOrganizationsPaths } from '../../api/organizations/organizations-client.ts';
import {
  policyKinds,
  useEnabledKindsQuery,
  useOrgPoliciesQuery,
} from '../../api/organizations/policies.ts';
import { DeleteOrgPolicyDialog } from '../../forms/organizations/delete-org-policy-dialog.tsx';
import type { OrganizationsPaths, PolicyKind } from '../../paths/organizations-paths.ts';
import type { Column } from '../../tables/resource-table.tsx';
import { ResourceTable } from '../../tables/resource-table.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { TextLink } from '../../ui/text-link.tsx';

const columns = (paths: OrganizationsPaths): readonly Column<PolicySummary>[] => [
  {
    id: 'name',
    header: 'Name',
    sortingField: 'Name',
    isRowHeader: true,
    cell: ({ Name, Id = '' }) => <TextLink href={paths.policy(Id)}>{Name}</TextLink>,
  },
  {
    id: 'kind',
    header: 'Kind',
    cell: ({ AwsManaged }) => (AwsManaged === true ? 'AWS managed' : 'Customer managed'),
  },
  { id: 'description', header: 'Description', cell: ({ Description }) => Description },
  { id: 'id', header: 'ID', sortingField: 'Id', cell: ({ Id }) => Id },
  { id: 'arn', header: 'ARN', isHidden: true, cell: ({ Arn }) => Arn },
];

export function usePolicyKind(): PolicyKind {
  return useParams()['policyKind'] === 'rcp' ? 'rcp' : 'scp';
}

function KindIsOff({ kind }: { readonly kind: PolicyKind }): JSX.Element | null {
  const { data } = useEnabledKindsQuery();
  const paths = useOrganizationsPaths();
  if (data === undefined || data.enabled.includes(kind)) return null;
  return (
    <Alert type="info">
      {policyKinds[kind].many} are disabled: they can be written, but not attached.{' '}
      <TextLink href={paths.policyKinds()}>Enable them</TextLink>
    </Alert>
  );
}

export function OrgPoliciesPage(): JSX.Element {
  const kind = usePolicyKind();
  const { data, error, isFetching, refetch } = useOrgPoliciesQuery(kind);
  const [doomed, setDoomed] = useState<PolicySummary>();
  const paths = useOrganizationsPaths();
  const navigate = useNavigate();
  const shown = useMemo(() => columns(paths), [paths]);
  const { many, about, type } = policyKinds[kind];
  const create = (
    <Button variant="primary" onClick={() => void navigate(paths.createPolicy(kind))}>
      Create policy
    </Button>
  );
  return (
    <>
      <KindIsOff kind={kind} />
      <ResourceTable
        key={kind}
        id="organizations-policies"
        title={many}
        noun={['policy', 'policies']}
        description={about}
        columns={shown}
        items={data}
        error={error}
        isFetching={isFetching}
        onRefresh={() => void refetch()}
        keyOf={({ Id = '' }) => Id}
        searchText={({ Name = '', Description = '', Id = '' }) => `${Name} ${Description} ${Id}`}
        selectionType="single"
        actions={([chosen]) => (
          <>
            <Button
              disabled={chosen === undefined || chosen.AwsManaged === true}
              onClick={() => setDoomed(chosen)}
            >
              Delete
            </Button>
            {create}
          </>
        )}
        emptyAction={create}
      />
      <AwsCommand command="organizations list-policies" options={{ '--filter': type }} />
      {doomed !== undefined && (
        <DeleteOrgPolicyDialog
          id={doomed.Id ?? ''}
          name={doomed.Name ?? ''}
          onClose={() => setDoomed(undefined)}
        />
      )}
    </>
  );
}
