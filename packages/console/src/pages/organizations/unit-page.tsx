/** `/organizations/units/ID`: the root or an OU: what is in it, its policies, its tags. */
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Table from '@cloudscape-design/components/table';
import type { JSX } from 'react';
import { useParams } from 'react-router';
import { useOrganizationsPaths } from '../../api/organizations/organizations-client.ts';
import type { PlacedNode, TreeNode } from '../../api/organizations/tree.ts';
import { AddressTabs } from '../../ui/address-tabs.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { NodePage } from './node-page.tsx';
import { NodePolicies } from './node-policies.tsx';
import { OrgTags } from './org-tags.tsx';
import { PlaceLinks } from './place-links.tsx';

function Children({ node }: { readonly node: TreeNode }): JSX.Element {
  const paths = useOrganizationsPaths();
  return (
    <Table
      variant="container"
      items={node.children}
      trackBy="id"
      empty="Nothing is in here"
      ariaLabels={{ tableLabel: 'Children' }}
      header={
        <Header variant="h2" counter={`(${node.children.length})`}>
          Children
        </Header>
      }
      columnDefinitions={[
        {
          id: 'name',
          header: 'Name',
          isRowHeader: true,
          cell: ({ kind, id, name }) => (
            <TextLink href={kind === 'account' ? paths.account(id) : paths.unit(id)}>
              {name}
            </TextLink>
          ),
        },
        {
          id: 'kind',
          header: 'Type',
          cell: ({ kind }) => (kind === 'account' ? 'Account' : 'Organizational unit'),
        },
        { id: 'id', header: 'ID', cell: ({ id }) => id },
      ]}
    />
  );
}

function Details({ placed }: { readonly placed: PlacedNode }): JSX.Element {
  const { id, arn } = placed.node;
  return (
    <Container header={<Header variant="h2">Details</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'ID', value: <CopyText text={id} label="ID" /> },
          { label: 'ARN', value: <CopyText text={arn} label="ARN" /> },
          { label: 'Place', value: <PlaceLinks placed={placed} /> },
        ]}
      />
    </Container>
  );
}

export function UnitPage(): JSX.Element {
  const { unitId = '' } = useParams();
  return (
    <NodePage id={unitId} noun="unit">
      {(placed) => (
        <>
          <Details placed={placed} />
          <AddressTabs
            tabs={[
              { id: 'children', label: 'Children', content: <Children node={placed.node} /> },
              { id: 'policies', label: 'Policies', content: <NodePolicies placed={placed} /> },
              { id: 'tags', label: 'Tags', content: <OrgTags id={unitId} /> },
            ]}
          />
          <AwsCommand command="organizations list-children" options={{ '--parent-id': unitId }} />
        </>
      )}
    </NodePage>
  );
}
