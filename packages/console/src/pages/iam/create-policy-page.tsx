/** `/iam/create-policy`: the document with its findings, then the review with name and tags. */
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import { useCreatePolicy } from '../../api/iam/policies.ts';
import type { TagText } from '../../api/iam/user-changes.ts';
import { newPolicy } from '../../editor/new-policy.ts';
import { TagFields, tagsHaveFault } from '../../forms/iam/tag-fields.tsx';
import { longNameFault } from '../../forms/iam-names.ts';
import { descriptionFault, PolicyDetailsFields } from '../../forms/policy/policy-details.tsx';
import { PolicyWizard } from '../../forms/policy/policy-wizard.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { useNotify } from '../../ui/notifications.tsx';

interface Draft {
  readonly document: string;
  readonly name: string;
  readonly description: string;
  readonly tags: readonly TagText[];
}

const emptyDraft: Draft = { document: newPolicy, name: '', description: '', tags: [] };

const hasFault = ({ name, description, tags }: Draft): boolean =>
  longNameFault(name) !== undefined ||
  descriptionFault(description) !== undefined ||
  tagsHaveFault(tags);

function useCreate() {
  const { mutate, error, isPending } = useCreatePolicy();
  const navigate = useNavigate();
  const notify = useNotify();
  const paths = useIamPaths();
  const create = (draft: Draft): void =>
    mutate(draft, {
      onSuccess: (arn) => {
        notify({ type: 'success', content: `Created policy ${draft.name}.` });
        void navigate(paths.policy(arn));
      },
    });
  return { create, error, isPending };
}

function Tags({
  tags,
  onChange,
}: {
  readonly tags: readonly TagText[];
  onChange(tags: readonly TagText[]): void;
}): JSX.Element {
  return (
    <Container
      header={
        <Header variant="h2" description="Keys and values, which policies can ask about.">
          Tags - optional
        </Header>
      }
    >
      <TagFields tags={tags} onChange={onChange} />
    </Container>
  );
}

export function CreatePolicyPage(): JSX.Element {
  const [draft, setDraft] = useState(emptyDraft);
  const [isShowingFaults, showFaults] = useState(false);
  const { create, error, isPending } = useCreate();
  const { document, name, description, tags } = draft;
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  return (
    <PolicyWizard
      document={document}
      onDocument={(text) => change({ document: text })}
      action="Create policy"
      editTitle="Specify permissions"
      reviewTitle="Review and create"
      error={error}
      errorHeader="Policy not created"
      isRunning={isPending}
      cancelHref={useIamPaths().policies()}
      onSubmit={() => {
        showFaults(true);
        if (!hasFault(draft)) create(draft);
      }}
      details={
        <PolicyDetailsFields
          name={name}
          onName={(text) => change({ name: text })}
          nameFault={isShowingFaults ? longNameFault(name) : undefined}
          description={{ text: description, onChange: (text) => change({ description: text }) }}
        />
      }
    >
      <SpaceBetween size="l">
        <Tags tags={tags} onChange={(changed) => change({ tags: changed })} />
        <AwsCommand
          command="iam create-policy"
          options={{
            '--policy-name': name,
            '--policy-document': 'file://policy.json',
            ...(description === '' ? {} : { '--description': description }),
            '--tags': tags.map(({ Key = '', Value = '' }) => `Key=${Key},Value=${Value}`),
          }}
        />
      </SpaceBetween>
    </PolicyWizard>
  );
}
