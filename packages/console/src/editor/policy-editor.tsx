/**
 * The one editor of policy documents: identity, trust and bucket policies, SCPs and RCPs. Findings
 * appear while one types, in four tabs under the text; choosing one leads to its place.
 */
import type { ValidatePolicyFinding } from '@aws-sdk/client-accessanalyzer';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Diagnostic } from '@codemirror/lint';
import { parsePolicy } from '@hallpass/policy';
import type { JSX } from 'react';
import { useEffect, useMemo, useState } from 'react';
import type { DocumentUse } from '../api/access-analyzer.ts';
import { useFindingsQuery } from '../api/access-analyzer.ts';
import { CodeView } from './code-view.tsx';
import { FindingsPanel } from './findings-panel.tsx';

const waitMs = 300;

/** The text once nobody has typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), waitMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

const severities: Readonly<Record<string, Diagnostic['severity']>> = {
  ERROR: 'error',
  SECURITY_WARNING: 'warning',
  WARNING: 'warning',
  SUGGESTION: 'info',
};

function diagnosticOf(finding: ValidatePolicyFinding): Diagnostic[] {
  return (finding.locations ?? []).slice(0, 1).map(({ span }) => {
    const from = span?.start?.offset ?? 0;
    return {
      from,
      to: Math.max(from, span?.end?.offset ?? from),
      severity: severities[finding.findingType ?? ''] ?? 'info',
      message: finding.findingDetails ?? '',
    };
  });
}

/** What is wrong with the form is known at once, and without asking anyone. */
function formFaults(text: string): Diagnostic[] {
  if (text.trim() === '') return [];
  return parsePolicy(text).errors.map(({ at, message }) => ({
    from: at.offset,
    to: at.offset,
    severity: 'error',
    message,
  }));
}

export interface PolicyEditorProps {
  readonly value: string;
  onChange(value: string): void;
  readonly use: DocumentUse;
  readonly label?: string;
}

export function PolicyEditor(props: PolicyEditorProps): JSX.Element {
  const { value, onChange, use, label = 'Policy document' } = props;
  const { data: findings, error, isFetching } = useFindingsQuery(useSettled(value), use);
  const [goTo, setGoTo] = useState<{ readonly offset: number }>();
  const diagnostics = useMemo(
    () => (findings === undefined ? formFaults(value) : findings.flatMap(diagnosticOf)),
    [findings, value],
  );
  return (
    <SpaceBetween size="s">
      <CodeView
        value={value}
        onChange={onChange}
        diagnostics={diagnostics}
        label={label}
        goTo={goTo}
      />
      <FindingsPanel
        findings={value.trim() === '' ? [] : findings}
        error={error}
        isFetching={isFetching}
        onChoose={(offset) => setGoTo({ offset })}
      />
    </SpaceBetween>
  );
}
