/**
 * What would make the account safer. Page: IAM UG "Security best practices in IAM" (the list of the
 * console's dashboard).
 */
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { JSX, ReactNode } from 'react';
import type { AccountSummary } from '../../../api/iam/account.ts';
import {
  useAccountSummaryQuery,
  useAssignedDevicesQuery,
  usePasswordPolicyQuery,
} from '../../../api/iam/account.ts';
import { useUnusedKeysQuery, useUnusedPasswordsQuery } from '../../../api/iam/unused-keys.ts';
import { useUsersQuery } from '../../../api/iam/users.ts';
import { usePaths, useSession } from '../../../api/session-context.ts';
import { errorText } from '../../../api/errors.ts';
import { publicPaths } from '../../../paths/paths.ts';
import { TextLink } from '../../../ui/text-link.tsx';

/** Named one by one. */
const namesShownMax = 10;

function Line({
  type,
  title,
  children,
}: {
  readonly type: StatusIndicatorProps.Type;
  readonly title: string;
  readonly children?: ReactNode;
}): JSX.Element {
  return (
    <div>
      <StatusIndicator type={type}>{title}</StatusIndicator>
      {children !== undefined && <div className="nested">{children}</div>}
    </div>
  );
}

function Users({ names }: { readonly names: readonly string[] }): JSX.Element {
  const paths = usePaths();
  const more = names.length - namesShownMax;
  return (
    <>
      {names.slice(0, namesShownMax).map((name, index) => (
        <span key={name}>
          {index > 0 && ', '}
          <TextLink href={paths.user(name, 'credentials')}>{name}</TextLink>
        </span>
      ))}
      {more > 0 && ` and ${more} more`}
    </>
  );
}

function Unknown({ title, error }: { readonly title: string; readonly error: unknown }) {
  return (
    <Line type="info" title={`${title}: not known`}>
      {errorText(error).message}
    </Line>
  );
}

/** Only the root user itself can change its credentials: the way to where it does. */
function RootCure({ children }: { readonly children: ReactNode }): JSX.Element {
  const { kind } = useSession();
  const paths = usePaths();
  return (
    <>
      {children}{' '}
      {kind === 'root' ? (
        <TextLink href={paths.securityCredentials()}>Security credentials</TextLink>
      ) : (
        <TextLink href={publicPaths.signIn({ kind: 'root' })}>Sign in as the root user</TextLink>
      )}
    </>
  );
}

function RootLines({ summary }: { readonly summary: AccountSummary }): JSX.Element {
  const hasMfa = summary['AccountMFAEnabled'] === 1;
  const hasKeys = summary['AccountAccessKeysPresent'] === 1;
  return (
    <SpaceBetween size="s">
      {hasMfa ? (
        <Line type="success" title="Root user has MFA" />
      ) : (
        <Line type="warning" title="Add MFA for root user">
          <RootCure>An MFA device is assigned by the root user itself.</RootCure>
        </Line>
      )}
      {hasKeys ? (
        <Line type="warning" title="Delete the access keys of the root user">
          <RootCure>
            They may do everything in the account, and no policy of it limits them.
          </RootCure>
        </Line>
      ) : (
        <Line type="success" title="Root user has no access keys" />
      )}
    </SpaceBetween>
  );
}

/** Users who have signed in to the console and have no second factor. */
function MfaLine(): JSX.Element {
  const users = useUsersQuery();
  const devices = useAssignedDevicesQuery();
  const error = users.error ?? devices.error;
  if (error !== null) return <Unknown title="Users without MFA" error={error} />;
  if (users.data === undefined || devices.data === undefined) {
    return <Line type="loading" title="Looking for users without MFA" />;
  }
  const withDevice = new Set(devices.data.map(({ User }) => User?.UserName));
  const without = users.data
    .filter(({ UserName, PasswordLastUsed }) => PasswordLastUsed && !withDevice.has(UserName))
    .map(({ UserName = '' }) => UserName);
  if (without.length === 0) return <Line type="success" title="Users who sign in have MFA" />;
  return (
    <Line type="warning" title={`Users who sign in without MFA: ${without.length}`}>
      <Users names={without} />
    </Line>
  );
}

function KeysLine(): JSX.Element {
  const users = useUsersQuery();
  const names = users.data?.map(({ UserName = '' }) => UserName);
  const keys = useUnusedKeysQuery(names);
  const error = users.error ?? keys.error;
  if (error !== null) return <Unknown title="Unused access keys" error={error} />;
  if (keys.data === undefined) return <Line type="loading" title="Looking for unused keys" />;
  if (keys.data.length === 0) {
    return <Line type="success" title="No active access keys unused for more than 90 days" />;
  }
  return (
    <Line
      type="warning"
      title={`Deactivate access keys unused for more than 90 days: ${keys.data.length}`}
    >
      <Users names={[...new Set(keys.data.map(({ userName }) => userName))]} />
    </Line>
  );
}

function PasswordsLine(): JSX.Element {
  const users = useUsersQuery();
  const { data: names, error } = useUnusedPasswordsQuery(users.data);
  const failure = users.error ?? error;
  if (failure !== null) return <Unknown title="Unused passwords" error={failure} />;
  if (names === undefined) return <Line type="loading" title="Looking for unused passwords" />;
  if (names.length === 0) {
    return <Line type="success" title="No passwords unused for more than 90 days" />;
  }
  return (
    <Line
      type="warning"
      title={`Disable console access unused for more than 90 days: ${names.length}`}
    >
      <Users names={names} />
    </Line>
  );
}

function PolicyLine(): JSX.Element {
  const { data: policy, error } = usePasswordPolicyQuery();
  const paths = usePaths();
  if (error !== null) return <Unknown title="Password policy" error={error} />;
  if (policy === undefined) return <Line type="loading" title="Looking for a password policy" />;
  if (policy !== null) return <Line type="success" title="The account has a password policy" />;
  return (
    <Line type="warning" title="Set a password policy for the account">
      IAM’s default holds. <TextLink href={paths.accountSettings()}>Account settings</TextLink>
    </Line>
  );
}

export function Recommendations(): JSX.Element {
  const { data: summary, error } = useAccountSummaryQuery();
  return (
    <Container header={<Header variant="h2">Security recommendations</Header>}>
      <SpaceBetween size="s">
        {error !== null && <Unknown title="Root user" error={error} />}
        {summary !== undefined && <RootLines summary={summary} />}
        <MfaLine />
        <KeysLine />
        <PasswordsLine />
        <PolicyLine />
      </SpaceBetween>
    </Container>
  );
}
