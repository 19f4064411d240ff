/** What passwords of this account's users must be like: AWS's default, or the account's own. */
import type { PasswordPolicy } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Spinner from '@cloudscape-design/components/spinner';
import type { JSX } from 'react';
import { useState } from 'react';
import { usePasswordPolicyQuery } from '../../../api/iam/account.ts';
import { PasswordPolicyDialog } from '../../../forms/iam/password-policy-dialog.tsx';
import { ErrorAlert } from '../../../ui/error-alert.tsx';

/** Page: IAM UG "Set an account password policy for IAM users" (default password policy). */
const defaultLines: readonly string[] = [
  'At least 8 characters',
  'At least three of: upper-case letters, lower-case letters, digits, symbols',
  'Not the account name or e-mail address',
  'Passwords never expire',
];

function linesOf(policy: PasswordPolicy): readonly string[] {
  const { MinimumPasswordLength = 6, MaxPasswordAge, PasswordReusePrevention } = policy;
  const asks: readonly (readonly [boolean | undefined, string])[] = [
    [policy.RequireUppercaseCharacters, 'At least one upper-case letter (A-Z)'],
    [policy.RequireLowercaseCharacters, 'At least one lower-case letter (a-z)'],
    [policy.RequireNumbers, 'At least one digit'],
    [policy.RequireSymbols, "At least one symbol (! @ # $ % ^ & * ( ) _ + - = [ ] { } | ')"],
  ];
  return [
    `At least ${MinimumPasswordLength} characters`,
    ...asks.flatMap(([isAsked, text]) => (isAsked === true ? [text] : [])),
    MaxPasswordAge === undefined
      ? 'Passwords never expire'
      : `Passwords expire after ${MaxPasswordAge} days`,
    ...(policy.HardExpiry === true ? ['An administrator must reset an expired password'] : []),
    policy.AllowUsersToChangePassword === true
      ? 'Users may change their own password'
      : 'Users may change their own password only by a policy of their own',
    ...(PasswordReusePrevention === undefined
      ? []
      : [`The last ${PasswordReusePrevention} passwords cannot be used again`]),
  ];
}

export function PasswordPolicyPanel(): JSX.Element {
  const { data: policy, error, refetch } = usePasswordPolicyQuery();
  const [isEditing, setEditing] = useState(false);
  const kind = policy === null ? 'IAM default' : 'Custom';
  const lines = policy === null || policy === undefined ? defaultLines : linesOf(policy);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={policy === undefined ? undefined : `In force: ${kind}`}
          actions={
            <Button disabled={policy === undefined} onClick={() => setEditing(true)}>
              Edit
            </Button>
          }
        >
          Password policy
        </Header>
      }
    >
      {error !== null && <ErrorAlert error={error} onRetry={() => void refetch()} />}
      {error === null && policy === undefined && <Spinner />}
      {policy !== undefined && (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {isEditing && policy !== undefined && (
        <PasswordPolicyDialog policy={policy} onClose={() => setEditing(false)} />
      )}
    </Container>
  );
}
