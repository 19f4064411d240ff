/** What the account has, and how much of its quotas that is. */
import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import Spinner from '@cloudscape-design/components/spinner';
import type { JSX } from 'react';
import type { AccountSummary } from '../../../api/iam/account.ts';
import { useAccountSummaryQuery } from '../../../api/iam/account.ts';
import { useIamPaths } from '../../../api/iam/iam-keys.ts';
import { usePaths } from '../../../api/session-context.ts';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { TextLink } from '../../../ui/text-link.tsx';

const quotas = [
  { name: 'Users', inUse: 'Users', quota: 'UsersQuota' },
  { name: 'User groups', inUse: 'Groups', quota: 'GroupsQuota' },
  { name: 'Roles', inUse: 'Roles', quota: 'RolesQuota' },
  { name: 'Customer managed policies', inUse: 'Policies', quota: 'PoliciesQuota' },
  {
    name: 'Policy versions in use',
    inUse: 'PolicyVersionsInUse',
    quota: 'PolicyVersionsInUseQuota',
  },
  { name: 'Instance profiles', inUse: 'InstanceProfiles', quota: 'InstanceProfilesQuota' },
] as const;

function Counts({ summary }: { readonly summary: AccountSummary }): JSX.Element {
  const paths = usePaths();
  const iam = useIamPaths();
  const counted = [
    { label: 'User groups', count: summary['Groups'], href: iam.groups() },
    { label: 'Users', count: summary['Users'], href: paths.users() },
    { label: 'Roles', count: summary['Roles'], href: iam.roles() },
    { label: 'Policies', count: summary['Policies'], href: iam.policies() },
    { label: 'Identity providers', count: summary['Providers'], href: iam.identityProviders() },
  ];
  return (
    <KeyValuePairs
      columns={4}
      items={counted.map(({ label, count = 0, href }) => ({
        label,
        value: (
          <Box fontSize="display-l">
            <TextLink href={href} variant="awsui-value-large">
              {String(count)}
            </TextLink>
          </Box>
        ),
      }))}
    />
  );
}

export function Resources(): JSX.Element {
  const { data: summary, error, refetch } = useAccountSummaryQuery();
  return (
    <Container
      header={
        <Header variant="h2" description="What this account has.">
          IAM resources
        </Header>
      }
    >
      {error !== null && <ErrorAlert error={error} onRetry={() => void refetch()} />}
      {error === null && (summary === undefined ? <Spinner /> : <Counts summary={summary} />)}
    </Container>
  );
}

export function Quotas(): JSX.Element | null {
  const { data: summary } = useAccountSummaryQuery();
  if (summary === undefined) return null;
  return (
    <Container header={<Header variant="h2">Quotas</Header>}>
      <ColumnLayout columns={2}>
        {quotas.map(({ name, inUse, quota }) => {
          const used = summary[inUse] ?? 0;
          const most = summary[quota] ?? 0;
          return (
            <ProgressBar
              key={name}
              label={name}
              value={most === 0 ? 0 : (100 * used) / most}
              additionalInfo={`${used} of ${most}`}
            />
          );
        })}
      </ColumnLayout>
    </Container>
  );
}
