/**
 * A policy as blocks, one for each statement. Page: IAM UG "Creating policies with the visual
 * editor".
 */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import type { DocumentUse } from '../../api/access-analyzer.ts';
import { documentUses } from '../document-uses.ts';
import type { PolicyModel } from '../policy-model.ts';
import { isKept, newStatement } from '../policy-model.ts';
import { KeptPanel } from './kept-panel.tsx';
import { StatementPanel } from './statement-panel.tsx';

export interface VisualEditorProps {
  readonly model: PolicyModel;
  onChange(model: PolicyModel): void;
  readonly use: DocumentUse;
  /** Of the bucket, in its policy. */
  readonly resourceArn?: string | undefined;
}

/** Of a long policy one sees the headings first. */
const openMax = 2;

const closedAtFirst = (statements: PolicyModel['statements']): ReadonlySet<number> =>
  new Set(statements.length > openMax ? statements.map(({ id }) => id) : []);

export function VisualEditor(props: VisualEditorProps): JSX.Element {
  const { model, onChange, use, resourceArn } = props;
  const { statements } = model;
  const [closedIds] = useState(() => closedAtFirst(statements));
  const { begin, addText } = documentUses[use];
  return (
    <SpaceBetween size="m">
      {statements.length === 0 && (
        <Box color="text-body-secondary">This policy allows and denies nothing yet.</Box>
      )}
      {statements.map((block, at) => {
        const remove = (): void => onChange({ ...model, statements: statements.toSpliced(at, 1) });
        return isKept(block) ? (
          <KeptPanel key={block.id} block={block} onRemove={remove} />
        ) : (
          <StatementPanel
            key={block.id}
            statement={block}
            use={use}
            resourceArn={resourceArn}
            isOpen={!closedIds.has(block.id)}
            onChange={(changed) => onChange({ ...model, statements: statements.with(at, changed) })}
            onRemove={remove}
          />
        );
      })}
      <Button
        iconName="add-plus"
        formAction="none"
        onClick={() =>
          onChange({ ...model, statements: [...statements, newStatement(statements, begin)] })
        }
      >
        {addText}
      </Button>
    </SpaceBetween>
  );
}
