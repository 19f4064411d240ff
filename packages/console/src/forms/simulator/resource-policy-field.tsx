/** A resource policy to simulate with, instead of those that the resources have. */
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import type { JSX } from 'react';
import { PolicyEditor } from '../../editor/policy-editor.tsx';
import type { SimulationFieldsProps } from './simulation-fields.tsx';

export function ResourcePolicyField({ simulation, onChange }: SimulationFieldsProps): JSX.Element {
  const { resourcePolicy } = simulation;
  return (
    <ExpandableSection
      headerText="Resource policy - optional"
      headerDescription="Without one, the live policies of buckets and roles take part."
    >
      <PolicyEditor
        value={resourcePolicy}
        use="bucket"
        label="Resource policy"
        onChange={(text) => onChange({ ...simulation, resourcePolicy: text })}
      />
    </ExpandableSection>
  );
}
