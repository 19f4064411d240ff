/** Why: the trace of one decision, and the policy that decided with its statement marked. */
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import type { Span } from '@hallpass/policy';
import type { JSX } from 'react';
import { useMemo, useState } from 'react';
import type { CodeMark } from '../../../editor/code-marks.ts';
import { CodeView } from '../../../editor/code-view.tsx';
import type { Verdict } from '../../../simulator/decide.ts';
import { decidingPolicy } from '../../../simulator/decide.ts';
import type { LivePolicy } from '../../../simulator/live-policies.ts';
import { DecisionText } from '../../../ui/decision-text.tsx';

export interface ResultDetailsProps {
  readonly verdict: Verdict;
  /** With which it was decided. */
  readonly policies: readonly LivePolicy[];
}

const offsets = ({ start, end }: Span) => ({ from: start.offset, to: end.offset });

/** The lines of the statement, and in them the word that decided. */
function marksOf({ decision }: Verdict): readonly CodeMark[] {
  const { decidedBy, trace } = decision;
  const statement = decidedBy?.statement;
  if (statement === undefined) return [];
  const traced = (trace?.sets ?? [])
    .flatMap(({ policies }) => policies)
    .flatMap(({ statements }) => statements)
    .find((one) => one.statement === statement || isSame(one.statement.span, statement.span));
  const part = traced === undefined ? {} : { part: offsets(traced.effectSpan) };
  return [{ ...offsets(statement.span), ...part }];
}

const isSame = (one: Span, other: Span): boolean =>
  one.start.offset === other.start.offset && one.end.offset === other.end.offset;

function Deciding({ verdict, policies }: ResultDetailsProps): JSX.Element | null {
  const marks = useMemo(() => marksOf(verdict), [verdict]);
  const policy = decidingPolicy(verdict, policies);
  if (policy === undefined || marks.length === 0) return null;
  return (
    <SpaceBetween size="xs">
      <Box variant="h3">
        The deciding statement, in {policy.name} of {policy.place}
      </Box>
      <CodeView
        key={`${policy.id} ${policy.text}`}
        value={policy.text}
        marks={marks}
        label={`The deciding policy, ${policy.name}`}
      />
    </SpaceBetween>
  );
}

export function ResultDetails({ verdict, policies }: ResultDetailsProps): JSX.Element {
  const [isBrief, setBrief] = useState(true);
  const { question, request, decision } = verdict;
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Toggle checked={!isBrief} onChange={({ detail }) => setBrief(!detail.checked)}>
              Show every statement
            </Toggle>
          }
        >
          Why: {question.action}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <DecisionText request={request} decision={decision} brief={isBrief} />
        <Deciding verdict={verdict} policies={policies} />
      </SpaceBetween>
    </Container>
  );
}
