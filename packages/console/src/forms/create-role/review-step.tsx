/** Create role, step 3: its name, what was chosen, as JSON too, and the tags. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import Textarea from '@cloudscape-design/components/textarea';
import type { JSX } from 'react';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import { CodeView } from '../../editor/code-view.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { boundaryArn } from '../iam/boundary-fields.tsx';
import { TagFields } from '../iam/tag-fields.tsx';
import { roleNameFault } from '../iam-names.ts';
import type { RoleDraft } from './draft.ts';
import { descriptionFault } from './draft.ts';

export interface ReviewProps {
  readonly draft: RoleDraft;
  onChange(part: Partial<RoleDraft>): void;
  readonly isShowingFaults: boolean;
  readonly trustPolicy: string;
  readonly error: unknown;
  /** Back to a step. */
  onEdit(step: number): void;
}

function Details({ draft, onChange, isShowingFaults }: ReviewProps): JSX.Element {
  const { name, description } = draft;
  return (
    <Container header={<Header variant="h2">Role details</Header>}>
      <SpaceBetween size="l">
        <FormField
          label="Role name"
          constraintText="At most 64 characters: letters, digits and + = , . @ _ -"
          errorText={isShowingFaults ? roleNameFault(name) : undefined}
        >
          <Input
            value={name}
            spellcheck={false}
            onChange={({ detail }) => onChange({ name: detail.value })}
          />
        </FormField>
        <FormField
          label="Description - optional"
          constraintText="At most 1000 characters"
          errorText={descriptionFault(description)}
        >
          <Textarea
            value={description}
            rows={2}
            onChange={({ detail }) => onChange({ description: detail.value })}
          />
        </FormField>
      </SpaceBetween>
    </Container>
  );
}

function StepHeader({ title, onEdit }: { readonly title: string; onEdit(): void }): JSX.Element {
  return (
    <Header
      variant="h2"
      actions={
        <Button ariaLabel={`Edit ${title}`} onClick={onEdit}>
          Edit
        </Button>
      }
    >
      {title}
    </Header>
  );
}

interface Granted {
  readonly arn: string;
  readonly use: 'Permissions policy' | 'Permissions boundary';
}

const typeOf = (arn: string): string =>
  arn.includes(':iam::aws:') ? 'AWS managed' : 'Customer managed';

function Permissions({ draft }: { readonly draft: RoleDraft }): JSX.Element {
  const paths = useIamPaths();
  const boundary = boundaryArn(draft.boundary);
  const granted: readonly Granted[] = [
    ...draft.policyArns.map((arn): Granted => ({ arn, use: 'Permissions policy' })),
    ...(boundary === undefined ? [] : [{ arn: boundary, use: 'Permissions boundary' } as const]),
  ];
  return (
    <Table<Granted>
      variant="embedded"
      items={granted}
      trackBy={({ arn, use }) => `${use} ${arn}`}
      empty={<Box>No policies: the role may do nothing until it gets some.</Box>}
      ariaLabels={{ tableLabel: 'Permissions policy summary' }}
      columnDefinitions={[
        {
          id: 'name',
          header: 'Policy name',
          isRowHeader: true,
          cell: ({ arn }) => (
            <TextLink href={paths.policy(arn)}>{arn.slice(arn.lastIndexOf('/') + 1)}</TextLink>
          ),
        },
        { id: 'type', header: 'Type', cell: ({ arn }) => typeOf(arn) },
        { id: 'use', header: 'Attached as', cell: ({ use }) => use },
      ]}
    />
  );
}

export function ReviewStep(props: ReviewProps): JSX.Element {
  const { draft, onChange, trustPolicy, error, onEdit } = props;
  const { name, description, tags } = draft;
  const boundary = boundaryArn(draft.boundary);
  const [trustTitle, permissionsTitle] = [
    'Step 1: Select trusted entities',
    'Step 2: Add permissions',
  ];
  return (
    <SpaceBetween size="l">
      {error !== null && <ErrorAlert error={error} header="Role not created" />}
      <Details {...props} />
      <Container header={<StepHeader title={trustTitle} onEdit={() => onEdit(0)} />}>
        <CodeView key={trustPolicy} value={trustPolicy} label="Trust policy" />
      </Container>
      <Container header={<StepHeader title={permissionsTitle} onEdit={() => onEdit(1)} />}>
        <Permissions draft={draft} />
      </Container>
      <Container
        header={
          <Header variant="h2" description="Keys and values, which policies can ask about.">
            Step 3: Add tags - optional
          </Header>
        }
      >
        <TagFields tags={tags} onChange={(changed) => onChange({ tags: changed })} />
      </Container>
      <AwsCommand
        command="iam create-role"
        options={{
          '--role-name': name,
          '--assume-role-policy-document': 'file://trust.json',
          '--description': description === '' ? undefined : description,
          '--permissions-boundary': boundary,
          '--tags': tags.map(({ Key = '', Value = '' }) => `Key=${Key},Value=${Value}`),
        }}
      />
    </SpaceBetween>
  );
}
