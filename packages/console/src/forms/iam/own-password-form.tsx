/** One's own console password. Page: IAM API Reference "ChangePassword". */
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import { useChangeOwnPassword } from '../../api/iam/credentials.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useNotify } from '../../ui/notifications.tsx';

interface Texts {
  readonly oldPassword: string;
  readonly newPassword: string;
  readonly again: string;
}

const empty: Texts = { oldPassword: '', newPassword: '', again: '' };

const fields = [
  { id: 'oldPassword', label: 'Current password', autoComplete: 'current-password' },
  { id: 'newPassword', label: 'New password', autoComplete: 'new-password' },
  { id: 'again', label: 'Confirm new password', autoComplete: 'new-password' },
] as const;

export function OwnPasswordForm(): JSX.Element {
  const [texts, setTexts] = useState(empty);
  const { mutate, error, isPending } = useChangeOwnPassword();
  const notify = useNotify();
  const { oldPassword, newPassword, again } = texts;
  const differs = again !== '' && again !== newPassword;
  const isWhole = oldPassword !== '' && newPassword !== '' && again === newPassword;
  const submit = (): void => {
    if (!isWhole || isPending) return;
    mutate(
      { oldPassword, newPassword },
      {
        onSuccess: () => {
          setTexts(empty);
          notify({ type: 'success', content: 'Your password was changed.' });
        },
      },
    );
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <SpaceBetween size="m">
        {error !== null && <ErrorAlert error={error} header="Password not changed" />}
        {fields.map(({ id, label, autoComplete }) => (
          <FormField
            key={id}
            label={label}
            errorText={id === 'again' && differs ? 'The two new passwords are not the same.' : ''}
          >
            <Input
              type="password"
              autoComplete={autoComplete}
              value={texts[id]}
              onChange={({ detail }) => setTexts({ ...texts, [id]: detail.value })}
            />
          </FormField>
        ))}
        <Button formAction="submit" disabled={!isWhole} loading={isPending}>
          Change password
        </Button>
      </SpaceBetween>
    </form>
  );
}
