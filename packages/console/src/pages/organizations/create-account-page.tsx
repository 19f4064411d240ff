/** `/organizations/create-account`: a new member account; waits until it is there. */
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { TagText } from '../../api/iam/user-changes.ts';
import { useCreateAccount } from '../../api/organizations/create-account.ts';
import { useOrganizationsPaths } from '../../api/organizations/organizations-client.ts';
import { FormPage } from '../../forms/form-page.tsx';
import { TagFields, tagsHaveFault } from '../../forms/iam/tag-fields.tsx';
import { roleNameFault } from '../../forms/iam-names.ts';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { useNotify } from '../../ui/notifications.tsx';

const defaultRole = 'OrganizationAccountAccessRole';

interface Draft {
  readonly name: string;
  readonly email: string;
  readonly roleName: string;
}

/** As the server has it. Page: ORG API Reference "CreateAccount". */
function faultsOf({ name, email, roleName }: Draft) {
  const isName = /^[\u0020-\u007E]{1,50}$/.test(name);
  const isEmail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) && email.length >= 6;
  return {
    name: isName ? undefined : 'Enter 1 to 50 plain characters.',
    email: isEmail && email.length <= 64 ? undefined : 'Enter an e-mail address.',
    roleName: roleNameFault(roleName),
  };
}

const fields = [
  { id: 'name', label: 'Account name', hint: 'Shown in the list of accounts.' },
  {
    id: 'email',
    label: 'Email address of the root user',
    hint: 'No other account may have it. Nothing is ever sent there.',
  },
  {
    id: 'roleName',
    label: 'IAM role name',
    hint: 'Made in the account; with it the management account administers it.',
  },
] as const;

function DetailsFields({
  draft,
  onChange,
  faults,
}: {
  readonly draft: Draft;
  onChange(draft: Draft): void;
  readonly faults: Partial<ReturnType<typeof faultsOf>>;
}): JSX.Element {
  return (
    <Container header={<Header variant="h2">Account details</Header>}>
      <SpaceBetween size="l">
        {fields.map(({ id, label, hint }) => (
          <FormField key={id} label={label} constraintText={hint} errorText={faults[id]}>
            <Input
              value={draft[id]}
              spellcheck={false}
              onChange={({ detail }) => onChange({ ...draft, [id]: detail.value })}
            />
          </FormField>
        ))}
      </SpaceBetween>
    </Container>
  );
}

export function CreateAccountPage(): JSX.Element {
  const [draft, setDraft] = useState<Draft>({ name: '', email: '', roleName: defaultRole });
  const [tags, setTags] = useState<readonly TagText[]>([]);
  const [isShowingFaults, showFaults] = useState(false);
  const { mutate, error, isPending } = useCreateAccount();
  const navigate = useNavigate();
  const notify = useNotify();
  const paths = useOrganizationsPaths();
  const faults = faultsOf(draft);
  const submit = (): void => {
    showFaults(true);
    const isFaulty = Object.values(faults).some((fault) => fault !== undefined);
    if (isFaulty || tagsHaveFault(tags)) return;
    const wholeTags = tags.map(({ Key = '', Value = '' }) => ({ Key, Value }));
    mutate(
      { ...draft, tags: wholeTags },
      {
        onSuccess: (id) => {
          notify({ type: 'success', content: `Created the account ${draft.name} (${id}).` });
          void navigate(paths.account(id));
        },
      },
    );
  };
  return (
    <ContentLayout header={<Header variant="h1">Create an account</Header>}>
      <FormPage
        action="Create account"
        error={error}
        errorHeader="Account not created"
        isRunning={isPending}
        cancelHref={paths.accounts()}
        onSubmit={submit}
      >
        <DetailsFields draft={draft} onChange={setDraft} faults={isShowingFaults ? faults : {}} />
        <Container header={<Header variant="h2">Tags - optional</Header>}>
          <TagFields tags={tags} onChange={setTags} />
        </Container>
        <AwsCommand
          command="organizations create-account"
          options={{
            '--account-name': draft.name,
            '--email': draft.email,
            '--role-name': draft.roleName === defaultRole ? undefined : draft.roleName,
          }}
        />
      </FormPage>
    </ContentLayout>
  );
}
