/** The condition keys that the policies look at, and their values: known here, or given. */
import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { contextKeys, parsePolicy } from '@hallpass/policy';
import type { JSX } from 'react';
import { useMemo } from 'react';
import type { Scene } from '../../simulator/decide.ts';
import { knownKey } from '../../simulator/known-keys.ts';
import type { LivePolicy } from '../../simulator/live-policies.ts';
import { TextListField } from '../../ui/text-list-field.tsx';
import type { SimulationFieldsProps } from './simulation-fields.tsx';

/** In the spelling of their first use, each once. */
function keysOf(policies: readonly LivePolicy[]): readonly string[] {
  const found = new Map<string, string>();
  for (const { text } of policies) {
    const { document } = parsePolicy(text);
    for (const key of document === undefined ? [] : contextKeys(document)) {
      if (!found.has(key.toLowerCase())) found.set(key.toLowerCase(), key);
    }
  }
  return [...found.values()].sort();
}

/** Of the first resource that is asked about: the value of some keys depends on it. */
function knownText(scene: Scene | undefined, key: string): string {
  const [resource] = scene?.resources.values() ?? [];
  if (scene === undefined || resource === undefined) return 'Missing unless it is given.';
  const { principal, organization, nowMs } = scene;
  const value = knownKey({ principal, organization, resource, nowMs }, key.toLowerCase());
  if (value === undefined) return 'Missing unless it is given.';
  return `Known: ${typeof value === 'string' ? value : value.join(', ')}. What is given wins.`;
}

export interface ContextFieldsProps extends SimulationFieldsProps {
  readonly scene: Scene | undefined;
  readonly policies: readonly LivePolicy[];
}

export function ContextFields(props: ContextFieldsProps): JSX.Element {
  const { simulation, onChange, scene, policies } = props;
  const { context } = simulation;
  const asked = useMemo(() => keysOf(policies), [policies]);
  const added = context.map(({ key }) => key).filter((key) => !asked.includes(key));
  const valuesOf = (name: string): readonly string[] =>
    context.find(({ key }) => key === name)?.values ?? [];
  const set = (name: string, values: readonly string[]): void => {
    const others = context.filter(({ key }) => key !== name);
    onChange({ ...simulation, context: [...others, { key: name, values }] });
  };
  return (
    <ExpandableSection headerText={`Condition keys (${asked.length + added.length})`}>
      <SpaceBetween size="s">
        {asked.length === 0 && (
          <Box color="text-body-secondary">The policies look at no condition keys.</Box>
        )}
        {[...asked, ...added].map((key) => (
          <TextListField
            key={key}
            label={key}
            description={knownText(scene, key)}
            texts={valuesOf(key)}
            onChange={(values) => set(key, values)}
          />
        ))}
        <TextListField
          label="More condition keys"
          description="Besides those that the policies look at."
          placeholder="aws:SourceIp"
          texts={added}
          onChange={(keys) =>
            onChange({
              ...simulation,
              context: [
                ...context.filter(({ key }) => asked.includes(key)),
                ...keys.map((key) => ({ key, values: valuesOf(key) })),
              ],
            })
          }
        />
      </SpaceBetween>
    </ExpandableSection>
  );
}
