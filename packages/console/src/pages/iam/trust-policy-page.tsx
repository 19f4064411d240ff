/** `/iam/roles/NAME/trust-policy`: the trust policy in the editor. */
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import { decodeDocument } from '../../api/iam/policies.ts';
import { useChangeRole, useRoleQuery } from '../../api/iam/roles.ts';
import { prettyDocument } from '../../editor/new-policy.ts';
import { PolicyEditor } from '../../editor/policy-editor.tsx';
import { FormPage } from '../../forms/form-page.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useNotify } from '../../ui/notifications.tsx';
import { PageLoading } from '../../ui/page-loading.tsx';

export function TrustPolicyPage(): JSX.Element {
  const { roleName = '' } = useParams();
  const { data, error, isPending } = useRoleQuery(roleName);
  if (isPending) return <PageLoading />;
  if (error !== null) return <ErrorAlert error={error} />;
  return <Editing name={roleName} document={decodeDocument(data.AssumeRolePolicyDocument)} />;
}

function Editing({ name, document }: { readonly name: string; readonly document: string }) {
  const [text, setText] = useState(prettyDocument(document));
  const { mutate, error, isPending } = useChangeRole(name);
  const navigate = useNavigate();
  const notify = useNotify();
  const paths = useIamPaths();
  return (
    <ContentLayout header={<Header variant="h1">Edit trust policy of {name}</Header>}>
      <FormPage
        action="Update policy"
        error={error}
        errorHeader="Trust policy not saved"
        isRunning={isPending}
        cancelHref={paths.role(name)}
        onSubmit={() =>
          mutate(
            { kind: 'trust', document: text },
            {
              onSuccess: () => {
                notify({ type: 'success', content: `Updated the trust policy of ${name}.` });
                void navigate(paths.role(name));
              },
            },
          )
        }
      >
        <Container>
          <PolicyEditor value={text} onChange={setText} use="trust" label="Trust policy" />
        </Container>
        <AwsCommand
          command="iam update-assume-role-policy"
          options={{ '--role-name': name, '--policy-document': 'file://trust.json' }}
        />
      </FormPage>
    </ContentLayout>
  );
}
