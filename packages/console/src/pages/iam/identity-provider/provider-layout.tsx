/** What the pages of both kinds of providers share: name, actions, summary, tabs. */
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import type { KeyValuePairsProps } from '@cloudscape-design/components/key-value-pairs';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TabsProps } from '@cloudscape-design/components/tabs';
import type { JSX, ReactNode } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useIamPaths } from '../../../api/iam/iam-keys.ts';
import { providerName } from '../../../api/iam/identity-providers.ts';
import { AssignRoleDialog } from '../../../forms/identity-provider/assign-role-dialog.tsx';
import { DeleteProvidersDialog } from '../../../forms/identity-provider/delete-providers-dialog.tsx';
import { AddressTabs } from '../../../ui/address-tabs.tsx';
import { CopyText } from '../../../ui/copy-text.tsx';

export interface ProviderLayoutProps {
  readonly arn: string;
  readonly summary: readonly KeyValuePairsProps.Item[];
  readonly tabs: readonly TabsProps.Tab[];
  readonly command: ReactNode;
}

export function ProviderLayout(props: ProviderLayoutProps): JSX.Element {
  const { arn, summary, tabs, command } = props;
  const [open, setOpen] = useState<'assign' | 'delete'>();
  const navigate = useNavigate();
  const paths = useIamPaths();
  const close = (): void => setOpen(undefined);
  const actions = (
    <SpaceBetween direction="horizontal" size="xs">
      <Button onClick={() => setOpen('delete')}>Delete</Button>
      <Button variant="primary" onClick={() => setOpen('assign')}>
        Assign role
      </Button>
    </SpaceBetween>
  );
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={actions}>
          {providerName(arn)}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Container header={<Header variant="h2">Summary</Header>}>
          <KeyValuePairs
            columns={2}
            items={[...summary, { label: 'ARN', value: <CopyText text={arn} label="ARN" /> }]}
          />
        </Container>
        <AddressTabs tabs={tabs} />
        {command}
      </SpaceBetween>
      {open === 'assign' && <AssignRoleDialog arn={arn} onClose={close} />}
      {open === 'delete' && (
        <DeleteProvidersDialog
          arns={[arn]}
          onClose={close}
          onDeleted={() => void navigate(paths.identityProviders())}
        />
      )}
    </ContentLayout>
  );
}
