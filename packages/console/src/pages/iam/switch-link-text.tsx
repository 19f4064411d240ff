/** The link to give to those who are to use a role, with the button that copies it. */
import type { Role } from '@aws-sdk/client-iam';
import type { JSX } from 'react';
import { CopyText } from '../../ui/copy-text.tsx';
import { useSwitchLink } from './use-switch-link.ts';

export function SwitchLinkText({ role }: { readonly role: Role }): JSX.Element {
  const link = useSwitchLink(role);
  return (
    <>
      Those whom it trusts can switch to it with this link:{' '}
      <CopyText text={link} label="Link to switch roles" />
    </>
  );
}
