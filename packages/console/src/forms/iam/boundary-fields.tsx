/**
 * Setting a permissions boundary while something is created. Page: IAM UG "Permissions boundaries
 * for IAM entities".
 */
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { PolicySelect } from './policy-select.tsx';

/** `isSet` without `arn`: chosen, but not yet which. */
export interface BoundaryChoice {
  readonly isSet: boolean;
  readonly arn: string | undefined;
}

export const noBoundary: BoundaryChoice = { isSet: false, arn: undefined };

export function boundaryFault({ isSet, arn }: BoundaryChoice): string | undefined {
  return isSet && arn === undefined ? 'Choose a policy.' : undefined;
}

export function boundaryArn({ isSet, arn }: BoundaryChoice): string | undefined {
  return isSet ? arn : undefined;
}

export function BoundaryFields({
  noun,
  choice,
  onChange,
  fault,
}: {
  readonly noun: 'user' | 'role';
  readonly choice: BoundaryChoice;
  onChange(choice: BoundaryChoice): void;
  readonly fault: string | undefined;
}): JSX.Element {
  return (
    <Container>
      <ExpandableSection
        headerText="Set permissions boundary - optional"
        defaultExpanded={choice.isSet}
      >
        <SpaceBetween size="m">
          <RadioGroup
            ariaLabel="Permissions boundary"
            value={choice.isSet ? 'set' : 'none'}
            items={[
              { value: 'none', label: `Create ${noun} without a permissions boundary` },
              {
                value: 'set',
                label: `Use a permissions boundary to control the maximum ${noun} permissions`,
              },
            ]}
            onChange={({ detail }) => onChange({ ...choice, isSet: detail.value === 'set' })}
          />
          {choice.isSet && (
            <FormField
              label="Boundary policy"
              description={`The ${noun} may do at most what this policy allows; it grants nothing.`}
              errorText={fault}
            >
              <PolicySelect arn={choice.arn} onChange={(arn) => onChange({ ...choice, arn })} />
            </FormField>
          )}
        </SpaceBetween>
      </ExpandableSection>
    </Container>
  );
}
