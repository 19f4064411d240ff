/**
 * A policy as blocks, one for each statement. Page: IAM UG "Creating policies with the visual
 * editor".
 */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import type { PolicyModel } from '../policy-model.ts';
import { newStatement } from '../policy-model.ts';
import { StatementPanel } from './statement-panel.tsx';

export function VisualEditor({
  model,
  onChange,
}: {
  readonly model: PolicyModel;
  onChange(model: PolicyModel): void;
}): JSX.Element {
  const { statements } = model;
  return (
    <SpaceBetween size="m">
      {statements.length === 0 && (
        <Box color="text-body-secondary">This policy allows and denies nothing yet.</Box>
      )}
      {statements.map((statement, at) => (
        <StatementPanel
          key={statement.id}
          statement={statement}
          onChange={(changed) => onChange({ ...model, statements: statements.with(at, changed) })}
          onRemove={() => onChange({ ...model, statements: statements.toSpliced(at, 1) })}
        />
      ))}
      <Button
        iconName="add-plus"
        formAction="none"
        onClick={() =>
          onChange({ ...model, statements: [...statements, newStatement(statements)] })
        }
      >
        Add more permissions
      </Button>
    </SpaceBetween>
  );
}
