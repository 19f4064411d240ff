/** The actions of a block: by access level, all of the service, or by patterns with wildcards. */
import Box from '@cloudscape-design/components/box';
import Checkbox from '@cloudscape-design/components/checkbox';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import type { AccessLevel, CatalogueAction, CatalogueService } from '../../api/catalogue-format.ts';
import { accessLevels } from '../../api/catalogue-format.ts';
import { TextListField } from '../../ui/text-list-field.tsx';
import { hasWildcard, matchesAction } from '../action-pattern.ts';
import type { StatementModel } from '../policy-model.ts';

export interface PartProps {
  readonly statement: StatementModel;
  onChange(statement: StatementModel): void;
  /** Absent while it is not known, and for all services. */
  readonly facts: CatalogueService | undefined;
}

interface Choice {
  readonly patterns: readonly string[];
  /** In lower case. */
  readonly named: ReadonlySet<string>;
}

const choiceOf = (actions: readonly string[]): Choice => ({
  patterns: actions.filter(hasWildcard),
  named: new Set(actions.map((name) => name.toLowerCase())),
});

const isCovered = ({ patterns }: Choice, { name }: CatalogueAction): boolean =>
  patterns.some((pattern) => matchesAction(pattern, name));

const isChosen = (choice: Choice, action: CatalogueAction): boolean =>
  choice.named.has(action.name.toLowerCase()) || isCovered(choice, action);

interface LevelProps {
  readonly level: AccessLevel;
  readonly actions: readonly CatalogueAction[];
  readonly choice: Choice;
  readonly isSearching: boolean;
  onToggle(actions: readonly CatalogueAction[], isOn: boolean): void;
}

function ActionBoxes({ actions, choice, onToggle }: LevelProps): JSX.Element {
  return (
    <div className="action-grid">
      {actions.map((action) => (
        <Checkbox
          key={action.name}
          checked={isChosen(choice, action)}
          disabled={isCovered(choice, action)}
          description={action.description}
          onChange={({ detail }) => onToggle([action], detail.checked)}
        >
          {action.name}
        </Checkbox>
      ))}
    </div>
  );
}

function Level(props: LevelProps): JSX.Element {
  const { level, actions, choice, isSearching, onToggle } = props;
  const [isOpened, setOpened] = useState(false);
  const isOpen = isOpened || isSearching;
  const count = actions.filter((action) => isChosen(choice, action)).length;
  const isAll = count === actions.length;
  return (
    <ExpandableSection
      headerText={`${level} (${count} of ${actions.length})`}
      expanded={isOpen}
      onChange={({ detail }) => setOpened(detail.expanded)}
    >
      {isOpen && (
        <SpaceBetween size="xs">
          <Checkbox
            checked={isAll}
            indeterminate={count > 0 && !isAll}
            disabled={actions.every((action) => isCovered(choice, action))}
            onChange={({ detail }) => onToggle(actions, detail.checked)}
          >
            {isSearching ? `All that were found` : `All ${level.toLowerCase()} actions`}
          </Checkbox>
          <ActionBoxes {...props} />
        </SpaceBetween>
      )}
    </ExpandableSection>
  );
}

function Levels({
  facts,
  choice,
  onToggle,
}: Pick<LevelProps, 'choice' | 'onToggle'> & {
  readonly facts: CatalogueService;
}): JSX.Element {
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const found = facts.actions.filter(({ name }) => name.toLowerCase().includes(wanted));
  const byLevel = Map.groupBy(found, ({ level }) => level);
  return (
    <SpaceBetween size="xs">
      <Input
        type="search"
        value={search}
        ariaLabel="Find actions"
        placeholder="Find actions"
        onChange={({ detail }) => setSearch(detail.value)}
        onKeyDown={(event) => {
          if (event.detail.key === 'Enter') event.preventDefault();
        }}
      />
      {found.length === 0 && <Box color="text-body-secondary">No actions match</Box>}
      {accessLevels
        .filter((level) => byLevel.has(level))
        .map((level) => (
          <Level
            key={level}
            level={level}
            actions={byLevel.get(level) ?? []}
            choice={choice}
            isSearching={wanted !== ''}
            onToggle={onToggle}
          />
        ))}
    </SpaceBetween>
  );
}

export function ActionsField({ statement, onChange, facts }: PartProps): JSX.Element {
  const { actions, service, isAllActionsBut } = statement;
  const choice = choiceOf(actions);
  const set = (changed: readonly string[]): void => onChange({ ...statement, actions: changed });
  const known = new Set((facts?.actions ?? []).map(({ name }) => name.toLowerCase()));
  const isTyped = (name: string): boolean => name !== '*' && !known.has(name.toLowerCase());
  const toggle: LevelProps['onToggle'] = (toggled, isOn) => {
    const names = new Set(toggled.map(({ name }) => name.toLowerCase()));
    const others = actions.filter((name) => !names.has(name.toLowerCase()));
    const added = toggled.filter((action) => !isCovered(choice, action)).map(({ name }) => name);
    set(isOn ? [...others, ...added] : others);
  };
  const all = service === '*' ? 'All actions of all services (*)' : `All actions (${service}:*)`;
  return (
    <SpaceBetween size="s">
      <Box variant="h3">Actions</Box>
      <Checkbox
        checked={isAllActionsBut}
        onChange={({ detail }) => onChange({ ...statement, isAllActionsBut: detail.checked })}
        description="NotAction: the statement is about everything else, in all services."
      >
        All actions except those selected
      </Checkbox>
      <Checkbox
        checked={actions.includes('*')}
        onChange={({ detail }) => set(detail.checked ? ['*'] : [])}
      >
        {all}
      </Checkbox>
      {facts !== undefined && <Levels facts={facts} choice={choice} onToggle={toggle} />}
      {service === '*' ? (
        <TextListField
          label="Actions of several services - optional"
          description="With their services: iam:* is every action of IAM."
          placeholder="iam:*"
          texts={actions.filter((name) => name !== '*')}
          onChange={(typed) => set([...actions.filter((name) => name === '*'), ...typed])}
        />
      ) : (
        <TextListField
          label="Patterns and other actions - optional"
          description="With * for any text: Get* selects every action that begins with Get."
          placeholder="Get*"
          texts={actions.filter(isTyped)}
          onChange={(typed) => set([...actions.filter((name) => !isTyped(name)), ...typed])}
        />
      )}
    </SpaceBetween>
  );
}
