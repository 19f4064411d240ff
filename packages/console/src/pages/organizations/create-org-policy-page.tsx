/** `/organizations/policies/scp/create` and `/rcp/create` */
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import type { JSX } from 'react';
import { useNavigate } from 'react-router';
import { useOrganizationsPaths } from '../../api/organizations/organizations-client.ts';
import { policyKinds, useCreateOrgPolicy } from '../../api/organizations/policies.ts';
import { OrgPolicyForm } from '../../forms/organizations/org-policy-form.tsx';
import type { PolicyKind } from '../../paths/organizations-paths.ts';
import { useNotify } from '../../ui/notifications.tsx';
import { usePolicyKind } from './org-policies-page.tsx';

/** What such a policy mostly begins as: it may deny, and an RCP may do nothing else. */
function template(kind: PolicyKind): string {
  const statement = {
    Sid: 'Statement1',
    Effect: 'Deny',
    ...(kind === 'rcp' ? { Principal: '*' } : {}),
    Action: [],
    Resource: '*',
  };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, undefined, 4);
}

export function CreateOrgPolicyPage(): JSX.Element {
  const kind = usePolicyKind();
  const { mutate, error, isPending } = useCreateOrgPolicy(kind);
  const navigate = useNavigate();
  const notify = useNotify();
  const paths = useOrganizationsPaths();
  const title = `Create ${policyKinds[kind].one.toLowerCase()}`;
  return (
    <ContentLayout header={<Header variant="h1">{title}</Header>}>
      <OrgPolicyForm
        kind={kind}
        initial={{ name: '', description: '', content: template(kind) }}
        action="Create policy"
        command={`organizations create-policy --type ${policyKinds[kind].type}`}
        error={error}
        isRunning={isPending}
        cancelHref={paths.policies(kind)}
        onSubmit={(texts) =>
          mutate(texts, {
            onSuccess: (id) => {
              notify({ type: 'success', content: `Created policy ${texts.name}.` });
              void navigate(paths.policy(id, 'targets'));
            },
          })
        }
      />
    </ContentLayout>
  );
}
