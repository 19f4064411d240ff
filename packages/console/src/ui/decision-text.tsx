/** A refused decision: who, what, on which, and the statement that decided it. */
import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import type { DecidingStatement, Decision } from '../api/denials.ts';

function statementText({ origin, index, sid, line }: DecidingStatement): string {
  const policy = origin?.arn ?? origin?.name ?? 'a policy';
  const kind = origin?.type === undefined ? '' : ` (${origin.type})`;
  const via = origin?.via === undefined ? '' : ` of ${origin.via}`;
  const which = sid ?? (index === undefined ? '' : `statement ${index + 1}`);
  const where = line === undefined ? '' : `, line ${line}`;
  return `${policy}${kind}${via}${which === '' ? '' : `: ${which}`}${where}`;
}

export function DecisionText({ decision }: { readonly decision: Decision }): JSX.Element {
  const { explicitDeny, principal, action, resource, statements, decoded } = decision;
  return (
    <SpaceBetween size="s">
      <KeyValuePairs
        columns={1}
        items={[
          { label: 'Who', value: principal },
          { label: 'Action', value: action },
          { label: 'Resource', value: resource },
          {
            label: 'Reason',
            value: explicitDeny
              ? 'A statement denies it explicitly.'
              : 'No statement that applies allows it.',
          },
          ...(statements.length === 0
            ? []
            : [{ label: 'Decided by', value: statements.map(statementText).join('; ') }]),
        ]}
      />
      <ExpandableSection headerText="The whole decision">
        <Box variant="code">
          <pre className="document">{JSON.stringify(decoded, undefined, 2)}</pre>
        </Box>
      </ExpandableSection>
    </SpaceBetween>
  );
}
