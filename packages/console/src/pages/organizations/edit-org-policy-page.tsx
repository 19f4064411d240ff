/** `/organizations/policy/ID/edit` */
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import type { JSX } from 'react';
import type { Policy } from '@aws-sdk/client-organizations';
import { useNavigate, useParams } from 'react-router';
import { useOrganizationsPaths } from '../../api/organizations/organizations-client.ts';
import {
  kindOfType,
  useChangeOrgPolicy,
  useOrgPolicyQuery,
} from '../../api/organizations/policies.ts';
import { prettyDocument } from '../../editor/new-policy.ts';
import { OrgPolicyForm } from '../../forms/organizations/org-policy-form.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useNotify } from '../../ui/notifications.tsx';
import { PageLoading } from '../../ui/page-loading.tsx';
import { useTellName } from '../../ui/page-names.tsx';

function Editing({ id, policy }: { readonly id: string; readonly policy: Policy }): JSX.Element {
  const { mutate, error, isPending } = useChangeOrgPolicy();
  const navigate = useNavigate();
  const notify = useNotify();
  const paths = useOrganizationsPaths();
  const { Name = '', Description = '', Type } = policy.PolicySummary ?? {};
  return (
    <ContentLayout header={<Header variant="h1">Edit {Name}</Header>}>
      <OrgPolicyForm
        kind={kindOfType(Type)}
        initial={{
          name: Name,
          description: Description,
          content: prettyDocument(policy.Content ?? ''),
        }}
        action="Save changes"
        command={`organizations update-policy --policy-id ${id}`}
        error={error}
        isRunning={isPending}
        cancelHref={paths.policy(id)}
        onSubmit={(texts) =>
          mutate(
            { kind: 'update', id, texts },
            {
              onSuccess: () => {
                notify({ type: 'success', content: `Saved policy ${texts.name}.` });
                void navigate(paths.policy(id));
              },
            },
          )
        }
      />
    </ContentLayout>
  );
}

export function EditOrgPolicyPage(): JSX.Element {
  const { policyId = '' } = useParams();
  const { data, error, refetch } = useOrgPolicyQuery(policyId);
  useTellName(policyId, data?.PolicySummary?.Name);
  if (error !== null) return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  return data === undefined ? <PageLoading /> : <Editing id={policyId} policy={data} />;
}
