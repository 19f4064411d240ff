/** Gives a user a console password, or another one; then shows it, with where to sign in. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import { usePasswordPolicyQuery } from '../../api/iam/account.ts';
import { useChangePasswordOf } from '../../api/iam/credentials.ts';
import { ActionModal } from '../../ui/action-modal.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { ConsoleLogin } from './console-login.tsx';
import { generatePassword } from './generate-password.ts';
import type { PasswordChoice } from './password-fields.tsx';
import { initialPassword, passwordFault, PasswordFields } from './password-fields.tsx';

function PasswordSet({
  userName,
  password,
  onClose,
}: {
  readonly userName: string;
  readonly password: string;
  onClose(): void;
}): JSX.Element {
  return (
    <Modal
      visible
      header="Console password"
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Alert type="success">The password can be seen only now.</Alert>
        <ConsoleLogin userName={userName} password={password} />
      </SpaceBetween>
    </Modal>
  );
}

export function SetPasswordDialog({
  userName,
  hasPassword,
  onClose,
}: {
  readonly userName: string;
  readonly hasPassword: boolean;
  onClose(): void;
}): JSX.Element {
  const [choice, setChoice] = useState<PasswordChoice>(initialPassword);
  const [password, setPassword] = useState('');
  const [isShowingFaults, showFaults] = useState(false);
  const { data: policy } = usePasswordPolicyQuery();
  const { mutate, error, isPending, isSuccess } = useChangePasswordOf(userName);
  const fault = passwordFault(choice);
  const submit = (): void => {
    showFaults(true);
    if (fault !== undefined) return;
    const generated = generatePassword(policy?.MinimumPasswordLength);
    const chosen = choice.kind === 'custom' ? choice.custom : generated;
    setPassword(chosen);
    const { mustReset } = choice;
    mutate({ kind: hasPassword ? 'update' : 'create', password: chosen, mustReset });
  };
  if (isSuccess) return <PasswordSet {...{ userName, password, onClose }} />;
  return (
    <ActionModal
      header={hasPassword ? `New console password for ${userName}` : 'Enable console access'}
      action={hasPassword ? 'Set password' : 'Enable console access'}
      isRunning={isPending}
      onClose={onClose}
      onConfirm={submit}
    >
      {error !== null && <ErrorAlert error={error} header="Password not set" />}
      <PasswordFields
        choice={choice}
        onChange={setChoice}
        fault={isShowingFaults ? fault : undefined}
      />
    </ActionModal>
  );
}
