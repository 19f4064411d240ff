/**
 * The one editor of policy documents: identity, trust and bucket policies, SCPs and RCPs. Findings
 * appear while one types, in four tabs under the text; choosing one leads to its place.
 */
import type { ValidatePolicyFinding } from '@aws-sdk/client-accessanalyzer';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { Diagnostic } from '@codemirror/lint';
import { parsePolicy } from '@hallpass/policy';
import type { JSX } from 'react';
import { useEffect, useMemo, useState } from 'react';
import type { DocumentUse } from '../api/access-analyzer.ts';
import { useFindingsQuery } from '../api/access-analyzer.ts';
import type { HolderKind } from '../paths/iam-paths.ts';
import { CodeView } from './code-view.tsx';
import { FindingsPanel } from './findings-panel.tsx';
import { sizeOf } from './policy-limits.ts';
import type { PolicyModel, PolicyReading } from './policy-model.ts';
import { readPolicy } from './read-policy.ts';
import { VisualEditor } from './visual/visual-editor.tsx';
import { writePolicy } from './write-policy.ts';

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
  /** In a bucket policy: of the bucket. */
  readonly resourceArn?: string;
  /** Whose inline policy it is. */
  readonly inlineOf?: HolderKind;
}

type Mode = 'visual' | 'json';

/** What the text says as blocks; what was made of blocks need not be read again. */
function useReading(text: string) {
  const [made, setMade] = useState<{ readonly text: string; readonly model: PolicyModel }>();
  const reading = useMemo(
    (): PolicyReading =>
      made?.text === text
        ? { kind: 'shown', model: made.model, changes: [], kept: [] }
        : readPolicy(text),
    [made, text],
  );
  return [reading, setMade] as const;
}

function VisualMode({
  value,
  onChange,
  use,
  resourceArn,
}: Omit<PolicyEditorProps, 'label' | 'inlineOf'>): JSX.Element {
  const [reading, setMade] = useReading(value);
  if (reading.kind === 'refused') {
    return (
      <Alert type="warning" header="The visual editor cannot show this policy">
        {reading.reasons.map((reason) => (
          <div key={reason}>{reason}</div>
        ))}
        Choose JSON to edit it.
      </Alert>
    );
  }
  return (
    <SpaceBetween size="s">
      {reading.changes.length > 0 && (
        <Alert type="info" header="An edit here restructures this policy">
          It will allow and deny the same.
          {reading.changes.map((change) => (
            <div key={change}>{change}</div>
          ))}
        </Alert>
      )}
      {reading.kept.length > 0 && (
        <Alert type="info" header="The visual editor keeps what it cannot show">
          {reading.kept.map((sentence) => (
            <div key={sentence}>{sentence}</div>
          ))}
        </Alert>
      )}
      <VisualEditor
        use={use}
        resourceArn={resourceArn}
        model={reading.model}
        onChange={(model) => {
          const text = writePolicy(model);
          setMade({ text, model });
          onChange(text);
        }}
      />
    </SpaceBetween>
  );
}

function ModeSwitch({
  mode,
  onChange,
}: {
  readonly mode: Mode;
  onChange(mode: Mode): void;
}): JSX.Element {
  return (
    <SegmentedControl
      label="Editor"
      selectedId={mode}
      options={[
        { id: 'visual', text: 'Visual' },
        { id: 'json', text: 'JSON' },
      ]}
      onChange={({ detail }) => onChange(detail.selectedId === 'visual' ? 'visual' : 'json')}
    />
  );
}

/** How long the policy is, and in the text what keys do. */
function EditorFoot({
  value,
  use,
  inlineOf,
  mode,
}: Pick<PolicyEditorProps, 'value' | 'use' | 'inlineOf'> & { readonly mode: Mode }): JSX.Element {
  const { isTooLong, text } = sizeOf(value, use, inlineOf);
  return (
    <Box variant="small" color="text-body-secondary">
      {isTooLong ? <StatusIndicator type="warning">{text}</StatusIndicator> : text}
      {mode === 'json' &&
        '. Ctrl+Space completes. Tab indents; Escape and then Tab leaves the editor.'}
    </Box>
  );
}

export function PolicyEditor(props: PolicyEditorProps): JSX.Element {
  const { value, onChange, use, label = 'Policy document', resourceArn } = props;
  const { data: findings, error, isFetching } = useFindingsQuery(useSettled(value), use);
  const [goTo, setGoTo] = useState<{ readonly offset: number }>();
  const [mode, setMode] = useState<Mode>('json');
  const faults = findings === undefined ? value : '';
  // Marks move with the text that is typed; they are set anew when there are new findings.
  const diagnostics = useMemo(
    () => findings?.flatMap(diagnosticOf) ?? formFaults(faults),
    [findings, faults],
  );
  return (
    <SpaceBetween size="s">
      <ModeSwitch
        mode={mode}
        onChange={(chosen) => {
          setGoTo(undefined);
          setMode(chosen);
        }}
      />
      {mode === 'visual' ? (
        <VisualMode
          value={value}
          onChange={onChange}
          use={use}
          {...(resourceArn === undefined ? {} : { resourceArn })}
        />
      ) : (
        <CodeView
          value={value}
          onChange={onChange}
          diagnostics={diagnostics}
          label={label}
          goTo={goTo}
        />
      )}
      <EditorFoot {...props} mode={mode} />
      <FindingsPanel
        findings={value.trim() === '' ? [] : findings}
        error={error}
        isFetching={isFetching}
        onChoose={(offset) => {
          setMode('json');
          setGoTo({ offset });
        }}
      />
    </SpaceBetween>
  );
}
