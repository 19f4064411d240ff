/** The resources of a block: all, or ARNs that are built from the patterns of the service. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import type { CatalogueResourceType, CatalogueService } from '../../api/catalogue-format.ts';
import { TextListField } from '../../ui/text-list-field.tsx';
import { matchesAction } from '../action-pattern.ts';
import type { StatementModel } from '../policy-model.ts';
import type { PartProps } from './actions-field.tsx';
import { ArnBuilder } from './arn-builder.tsx';

/** Those of the actions that were selected, the most used first; all types while none was. */
function typesFor(
  { actions, isAllActionsBut }: StatementModel,
  facts: CatalogueService,
): readonly CatalogueResourceType[] {
  if (isAllActionsBut) return facts.resourceTypes;
  const selected = facts.actions.filter(({ name }) =>
    actions.some((pattern) => matchesAction(pattern, name)),
  );
  const uses = new Map<string, number>();
  for (const name of selected.flatMap((action) => action.resourceTypes)) {
    uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  const types = facts.resourceTypes.filter(({ name }) => uses.has(name));
  if (selected.length === 0) return facts.resourceTypes;
  const usesOf = ({ name }: CatalogueResourceType): number => uses.get(name) ?? 0;
  // Of those used as often, the plainest is meant: an object before an access point's object.
  return types.sort(
    (one, other) => usesOf(other) - usesOf(one) || one.arn.length - other.arn.length,
  );
}

interface ResourcesProps extends PartProps {
  /** Of the bucket, in its policy. */
  readonly resourceArn: string | undefined;
}

/** A bucket policy is about its bucket and what is in it. */
function OwnResources({
  arn,
  onAdd,
}: {
  readonly arn: string;
  onAdd(arn: string): void;
}): JSX.Element {
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button formAction="none" onClick={() => onAdd(arn)}>
        Add this bucket
      </Button>
      <Button formAction="none" onClick={() => onAdd(`${arn}/*`)}>
        Add all objects in it
      </Button>
    </SpaceBetween>
  );
}

function Specific({ statement, onChange, facts, resourceArn }: ResourcesProps): JSX.Element {
  const { resources = [], isAllResourcesBut } = statement;
  const types = facts === undefined ? [] : typesFor(statement, facts);
  const set = (changed: readonly string[]): void => onChange({ ...statement, resources: changed });
  const add = (arn: string): void => {
    if (!resources.includes(arn)) set([...resources, arn]);
  };
  return (
    <SpaceBetween size="s">
      <Checkbox
        checked={isAllResourcesBut}
        onChange={({ detail }) => onChange({ ...statement, isAllResourcesBut: detail.checked })}
        description="NotResource: the statement is about every other resource."
      >
        All resources except these
      </Checkbox>
      <TextListField
        label="ARNs"
        placeholder="arn:aws:…"
        texts={resources}
        onChange={set}
        errorText={resources.length === 0 ? 'Add an ARN, or choose all resources.' : undefined}
      />
      {resourceArn !== undefined && <OwnResources arn={resourceArn} onAdd={add} />}
      {types.length > 0 && <ArnBuilder types={types} bucketArn={resourceArn} onAdd={add} />}
    </SpaceBetween>
  );
}

export function ResourcesField(props: ResourcesProps): JSX.Element {
  const { statement, onChange } = props;
  const { resources = [], isAllResourcesBut } = statement;
  const isAll = !isAllResourcesBut && resources.length === 1 && resources[0] === '*';
  return (
    <SpaceBetween size="s">
      <Box variant="h3">Resources</Box>
      <RadioGroup
        ariaLabel="Resources"
        direction="horizontal"
        value={isAll ? 'all' : 'specific'}
        items={[
          { value: 'specific', label: 'Specific' },
          { value: 'all', label: 'All' },
        ]}
        onChange={({ detail }) =>
          onChange({
            ...statement,
            isAllResourcesBut: false,
            resources: detail.value === 'all' ? ['*'] : [],
          })
        }
      />
      {!isAll && <Specific {...props} />}
    </SpaceBetween>
  );
}
