/** `/iam/policies/ARN/edit`: a new version of a customer managed policy, which becomes the default. */
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import { useChangePolicy, usePolicyQuery } from '../../api/iam/policies.ts';
import { prettyDocument } from '../../editor/new-policy.ts';
import { PolicyEditor } from '../../editor/policy-editor.tsx';
import { FormPage } from '../../forms/form-page.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useNotify } from '../../ui/notifications.tsx';
import { PageLoading } from '../../ui/page-loading.tsx';

export function EditPolicyPage(): JSX.Element {
  const { policyArn = '' } = useParams();
  const { data, error, isPending } = usePolicyQuery(policyArn);
  if (isPending) return <PageLoading />;
  if (error !== null) return <ErrorAlert error={error} />;
  return <Editing arn={policyArn} document={data.document} name={data.policy.PolicyName ?? ''} />;
}

function Editing({
  arn,
  document,
  name,
}: {
  readonly arn: string;
  readonly document: string;
  readonly name: string;
}): JSX.Element {
  const [text, setText] = useState(prettyDocument(document));
  const { mutate, error, isPending } = useChangePolicy(arn);
  const navigate = useNavigate();
  const notify = useNotify();
  const paths = useIamPaths();
  return (
    <ContentLayout header={<Header variant="h1">Edit {name}</Header>}>
      <FormPage
        action="Save changes"
        error={error}
        errorHeader="Policy not saved"
        isRunning={isPending}
        cancelHref={paths.policy(arn)}
        onSubmit={() =>
          mutate(
            { kind: 'new-version', document: text },
            {
              onSuccess: () => {
                notify({ type: 'success', content: `Saved a new version of ${name}.` });
                void navigate(paths.policy(arn));
              },
            },
          )
        }
      >
        <Container header={<Header variant="h2">Policy editor</Header>}>
          <PolicyEditor value={text} onChange={setText} use="identity" />
        </Container>
      </FormPage>
    </ContentLayout>
  );
}
