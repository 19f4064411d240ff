/** The account's alias: in the sign-in URL, in place of the account id. */
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import type { JSX } from 'react';
import { useState } from 'react';
import { useChangeAlias } from '../../api/iam/account.ts';
import { publicPaths } from '../../paths/paths.ts';
import { ActionModal } from '../../ui/action-modal.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';

/** As the server has it. Page: IAM API Reference "CreateAccountAlias". */
const aliasPattern = /^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$/;

export function AliasDialog({
  former,
  onClose,
}: {
  readonly former: string | null;
  onClose(): void;
}): JSX.Element {
  const [alias, setAlias] = useState(former ?? '');
  const { mutate, error, isPending } = useChangeAlias();
  const isValid = aliasPattern.test(alias);
  const url = window.location.origin + publicPaths.signIn({ account: alias });
  return (
    <ActionModal
      header={former === null ? 'Create account alias' : 'Edit account alias'}
      action={former === null ? 'Create alias' : 'Save changes'}
      isRunning={isPending}
      isDisabled={!isValid || alias === former}
      onClose={onClose}
      onConfirm={() => mutate({ former, alias }, { onSuccess: onClose })}
    >
      {error !== null && <ErrorAlert error={error} header="Alias not changed" />}
      <FormField
        label="Preferred alias"
        constraintText="3 to 63 characters: lower-case letters, digits, and hyphens between them."
        errorText={alias === '' || isValid ? '' : 'This cannot be an alias.'}
        description={
          former === null ? undefined : `Links with ${former} no longer lead to this account.`
        }
      >
        <Input
          value={alias}
          autoFocus
          spellcheck={false}
          onChange={({ detail }) => setAlias(detail.value)}
        />
      </FormField>
      {isValid && <FormField label="New sign-in URL">{url}</FormField>}
      <AwsCommand command="iam create-account-alias" options={{ '--account-alias': alias }} />
    </ActionModal>
  );
}

export function DeleteAliasDialog({
  former,
  onClose,
}: {
  readonly former: string;
  onClose(): void;
}): JSX.Element {
  const { mutate, error, isPending } = useChangeAlias();
  return (
    <ActionModal
      header={`Delete the alias ${former}?`}
      action="Delete alias"
      isRunning={isPending}
      onClose={onClose}
      onConfirm={() => mutate({ former }, { onSuccess: onClose })}
    >
      {error !== null && <ErrorAlert error={error} header="Alias not deleted" />}
      Links with the alias no longer lead to this account. IAM users sign in with the account id;
      another account may take the alias.
    </ActionModal>
  );
}
