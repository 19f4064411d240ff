/** The first page of a session: who I am, and what there is. */
import Cards from '@cloudscape-design/components/cards';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { usePaths, useSession } from '../api/session-context.ts';
import type { SessionPaths } from '../paths/paths.ts';
import { publicPaths } from '../paths/paths.ts';
import { CopyText } from '../ui/copy-text.tsx';
import { TextLink } from '../ui/text-link.tsx';

interface Service {
  readonly name: string;
  readonly href: string;
  readonly description: string;
}

function services(paths: SessionPaths): readonly Service[] {
  return [
    {
      name: 'IAM',
      href: paths.iam(),
      description: 'Users, groups, roles and policies: who may do what in this account.',
    },
    {
      name: 'S3',
      href: paths.buckets(),
      description: 'Buckets and objects, and who may reach them.',
    },
    {
      name: 'Organizations',
      href: paths.organizations(),
      description: 'The accounts, the units they are in, and the policies that bound them.',
    },
    {
      name: 'Switch role',
      href: paths.switchRole(),
      description: 'Work with the permissions of a role, in this account or another.',
    },
  ];
}

function Identity(): JSX.Element {
  const { accountId, accountAlias, accountName, arn, hasMfa, kind, role } = useSession();
  const signInUrl =
    window.location.origin + publicPaths.signIn({ account: accountAlias ?? accountId });
  return (
    <Container header={<Header variant="h2">Identity</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'Account ID', value: <CopyText text={accountId} label="Account ID" /> },
          { label: 'Account name', value: accountName },
          { label: 'Account alias', value: accountAlias ?? '-' },
          { label: 'Signed in as', value: <CopyText text={arn} label="ARN" /> },
          {
            label: 'Sign-in URL for IAM users',
            value: <CopyText text={signInUrl} label="Sign-in URL" />,
          },
          {
            label: 'Multi-factor authentication',
            value: role === undefined && kind !== 'assumed-role' ? (hasMfa ? 'Yes' : 'No') : '-',
          },
        ]}
      />
    </Container>
  );
}

export function HomePage(): JSX.Element {
  const paths = usePaths();
  return (
    <ContentLayout header={<Header variant="h1">Console home</Header>}>
      <SpaceBetween size="l">
        <Identity />
        <Header variant="h2">Services</Header>
        <Cards
          items={[...services(paths)]}
          trackBy="name"
          cardsPerRow={[{ cards: 1 }, { minWidth: 600, cards: 2 }, { minWidth: 900, cards: 3 }]}
          cardDefinition={{
            header: ({ name, href }) => <TextLink href={href}>{name}</TextLink>,
            sections: [{ id: 'description', content: ({ description }) => description }],
          }}
        />
      </SpaceBetween>
    </ContentLayout>
  );
}
