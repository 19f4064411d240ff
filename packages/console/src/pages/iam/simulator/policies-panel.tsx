/** The policies that decide: each can be left out, or changed in a copy that is saved nowhere. */
import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import type { DocumentUse } from '../../../api/access-analyzer.ts';
import { PolicyEditor } from '../../../editor/policy-editor.tsx';
import type { LivePolicy } from '../../../simulator/live-policies.ts';
import { layerNames } from '../../../simulator/live-policies.ts';
import type { AddedLayer, WhatIf } from '../../../simulator/what-if.ts';
import {
  hasChanges,
  noChanges,
  withAdded,
  withoutAdded,
  withText,
  withUse,
} from '../../../simulator/what-if.ts';

export interface PoliciesPanelProps {
  readonly policies: readonly LivePolicy[];
  readonly whatIf: WhatIf;
  onChange(whatIf: WhatIf): void;
}

/** What the editor checks it as. */
function useOf({ layer, origin }: LivePolicy): DocumentUse {
  if (layer === 'scp' || layer === 'rcp') return layer;
  if (layer !== 'resource') return 'identity';
  return origin.type === 'trust' ? 'trust' : 'bucket';
}

interface RowProps extends Omit<PoliciesPanelProps, 'policies'> {
  readonly policy: LivePolicy;
  readonly isAdded: boolean;
}

function PolicyEditing({ policy, isAdded, whatIf, onChange }: RowProps): JSX.Element {
  const text = whatIf.texts.get(policy.id) ?? policy.text;
  return (
    <SpaceBetween size="s">
      <Box color="text-body-secondary">
        This is a copy: changes are tried here and saved nowhere.
      </Box>
      <PolicyEditor
        value={text}
        onChange={(changed) => onChange(withText(whatIf, policy, changed))}
        use={useOf(policy)}
        label={`Copy of ${policy.name}`}
      />
      {isAdded ? (
        <Button
          formAction="none"
          ariaLabel={`Remove ${policy.name}`}
          onClick={() => onChange(withoutAdded(whatIf, policy.id))}
        >
          Remove
        </Button>
      ) : (
        <Button
          formAction="none"
          disabled={text === policy.text}
          ariaLabel={`Undo changes of ${policy.name}`}
          onClick={() => onChange(withText(whatIf, policy, policy.text))}
        >
          Undo changes
        </Button>
      )}
    </SpaceBetween>
  );
}

function PolicyRow(props: RowProps): JSX.Element {
  const { policy, isAdded, whatIf, onChange } = props;
  const [isOpen, setOpen] = useState(isAdded);
  const { id, name, layer, place } = policy;
  const isUsed = !whatIf.leftOut.has(id);
  return (
    <div>
      <SpaceBetween direction="horizontal" size="s" alignItems="center">
        <Checkbox
          checked={isUsed}
          ariaLabel={`Use ${name}`}
          onChange={({ detail }) => onChange(withUse(whatIf, id, detail.checked))}
        >
          {name}
        </Checkbox>
        {isAdded && <Badge color="blue">Added</Badge>}
        {whatIf.texts.has(id) && <Badge color="blue">Changed</Badge>}
        {!isUsed && <Badge color="grey">Left out</Badge>}
        <Box color="text-body-secondary">
          {layerNames[layer]}, {place}
        </Box>
      </SpaceBetween>
      <ExpandableSection
        headerText="Edit a copy"
        headingTagOverride="h3"
        headerAriaLabel={`Edit a copy of ${name}`}
        expanded={isOpen}
        onChange={({ detail }) => setOpen(detail.expanded)}
      >
        {isOpen && <PolicyEditing {...props} />}
      </ExpandableSection>
    </div>
  );
}

const addable = [
  { id: 'identity', text: 'Identity-based policy' },
  { id: 'boundary', text: 'Permissions boundary' },
  { id: 'scp', text: 'Service control policy' },
];

export function PoliciesPanel({ policies, whatIf, onChange }: PoliciesPanelProps): JSX.Element {
  const actions = (
    <div className="actions">
      <Button formAction="none" disabled={!hasChanges(whatIf)} onClick={() => onChange(noChanges)}>
        Undo all
      </Button>
      <ButtonDropdown
        items={addable}
        onItemClick={({ detail }) => onChange(withAdded(whatIf, detail.id as AddedLayer))}
      >
        Add a policy
      </ButtonDropdown>
    </div>
  );
  const row = (policy: LivePolicy, isAdded: boolean): JSX.Element => (
    <PolicyRow
      key={policy.id}
      policy={policy}
      isAdded={isAdded}
      whatIf={whatIf}
      onChange={onChange}
    />
  );
  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={`(${policies.length})`}
          description="Live, and decided with in this page. Try changes: nothing is saved."
          actions={actions}
        >
          Policies
        </Header>
      }
    >
      <SpaceBetween size="s">
        {policies.length === 0 && whatIf.added.length === 0 && (
          <Box color="text-body-secondary">No policies</Box>
        )}
        {policies.map((policy) => row(policy, false))}
        {whatIf.added.map((policy) => row(policy, true))}
      </SpaceBetween>
    </Container>
  );
}
