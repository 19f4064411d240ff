/**
 * `/switchrole?account=…&roleName=…&displayName=…&color=…`: what switching is, and the form. Page:
 * IAM UG "Switch to an IAM role (console)".
 */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useSearchParams } from 'react-router';
import { useSession } from '../api/session-context.ts';
import { useRolesQuery } from '../api/session-queries.ts';
import { SwitchRoleForm } from '../forms/switch-role-form.tsx';
import { parseColor } from '../ui/role-colors.ts';

function FirstTime(): JSX.Element {
  return (
    <Container header={<Header variant="h2">How switching roles works</Header>}>
      <Box variant="p">
        Switching lets you work with the permissions of a role, in this account or in another, with
        one user name and password. An administrator creates the role and gives you its name and the
        account it belongs to.
      </Box>
      <ul>
        <li>While you use a role, your own permissions do not apply: only those of the role do.</li>
        <li>The bar shows the name and colour you choose, so that you see where you are.</li>
        <li>You can go back to your own permissions at any time.</li>
        <li>Roles that you have used are in the menu at the top right.</li>
      </ul>
    </Container>
  );
}

export function SwitchRolePage(): JSX.Element {
  const [search] = useSearchParams();
  const session = useSession();
  const { data: roles } = useRolesQuery(session.id);
  const isRoot = session.kind === 'root';
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description="Switching roles lets you manage resources across accounts with one user."
        >
          Switch role
        </Header>
      }
    >
      <SpaceBetween size="l">
        {isRoot && (
          <Alert type="warning" header="The root user cannot switch roles">
            Roles may not be assumed by root accounts. Sign in as an IAM user, or as a federated
            user, to switch to a role.
          </Alert>
        )}
        {roles?.length === 0 && <FirstTime />}
        <SwitchRoleForm
          key={search.toString()}
          given={{
            account: search.get('account') ?? '',
            roleName: search.get('roleName') ?? '',
            displayName: search.get('displayName') ?? '',
            color: parseColor(search.get('color') ?? '') ?? '',
          }}
        />
      </SpaceBetween>
    </ContentLayout>
  );
}
