/** A control policy's name, description and document, new or as it was. */
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import type { PolicyTexts } from '../../api/organizations/policies.ts';
import { PolicyEditor } from '../../editor/policy-editor.tsx';
import type { PolicyKind } from '../../paths/organizations-paths.ts';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { FormPage } from '../form-page.tsx';

export interface OrgPolicyFormProps {
  readonly kind: PolicyKind;
  readonly initial: PolicyTexts;
  /** `Create policy` */
  readonly action: string;
  readonly command: string;
  readonly error: unknown;
  readonly isRunning: boolean;
  readonly cancelHref: string;
  onSubmit(texts: PolicyTexts): void;
}

function nameFault(name: string): string | undefined {
  if (name === '') return 'Enter a name.';
  return name.length > 128 ? 'The name has more than 128 characters.' : undefined;
}

export function OrgPolicyForm(props: OrgPolicyFormProps): JSX.Element {
  const { kind, initial, action, command, error, isRunning, cancelHref, onSubmit } = props;
  const [texts, setTexts] = useState(initial);
  const [isShowingFaults, showFaults] = useState(false);
  const change = (part: Partial<PolicyTexts>): void => setTexts({ ...texts, ...part });
  const fault = nameFault(texts.name);
  return (
    <FormPage
      action={action}
      error={error}
      errorHeader="Policy not saved"
      isRunning={isRunning}
      cancelHref={cancelHref}
      onSubmit={() => {
        showFaults(true);
        if (fault === undefined) onSubmit(texts);
      }}
    >
      <Container header={<Header variant="h2">Details</Header>}>
        <SpaceBetween size="l">
          <FormField label="Policy name" errorText={isShowingFaults ? fault : undefined}>
            <Input value={texts.name} onChange={({ detail }) => change({ name: detail.value })} />
          </FormField>
          <FormField label="Policy description - optional">
            <Input
              value={texts.description}
              onChange={({ detail }) => change({ description: detail.value })}
            />
          </FormField>
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">Policy</Header>}>
        <PolicyEditor
          value={texts.content}
          onChange={(content) => change({ content })}
          use={kind}
        />
      </Container>
      <AwsCommand
        command={command}
        options={{ '--name': texts.name, '--content': 'file://policy.json' }}
      />
    </FormPage>
  );
}
