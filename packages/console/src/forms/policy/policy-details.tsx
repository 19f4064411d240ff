/** The name of a policy, and its description where it can have one. */
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import type { JSX } from 'react';

/** Page: IAM API Reference "CreatePolicy". */
const descriptionMax = 1000;

export function descriptionFault(description: string): string | undefined {
  return description.length > descriptionMax
    ? `The description has more than ${descriptionMax} characters.`
    : undefined;
}

export interface PolicyDetailsProps {
  readonly name: string;
  /** Absent: it has its name already. */
  onName?(name: string): void;
  readonly nameFault: string | undefined;
  /** Absent: such policies have none. */
  readonly description?: { readonly text: string; onChange(text: string): void };
}

export function PolicyDetailsFields(props: PolicyDetailsProps): JSX.Element {
  const { name, onName, nameFault, description } = props;
  return (
    <Container header={<Header variant="h2">Policy details</Header>}>
      <SpaceBetween size="l">
        <FormField label="Policy name" errorText={nameFault}>
          <Input
            value={name}
            disabled={onName === undefined}
            spellcheck={false}
            onChange={({ detail }) => onName?.(detail.value)}
          />
        </FormField>
        {description !== undefined && (
          <FormField
            label="Description - optional"
            description="It cannot be changed later."
            errorText={descriptionFault(description.text)}
          >
            <Textarea
              value={description.text}
              rows={2}
              onChange={({ detail }) => description.onChange(detail.value)}
            />
          </FormField>
        )}
      </SpaceBetween>
    </Container>
  );
}
