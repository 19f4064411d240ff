/** CodeMirror as a React component: JSON with colours, line numbers, and marks under findings. */
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import type { Diagnostic } from '@codemirror/lint';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import type { JSX, RefObject } from 'react';
import { useEffect, useRef } from 'react';
import { codeLook, readOnlyCode } from './code-look.ts';
import type { CodeMark } from './code-marks.ts';
import { codeMarks, setMarks } from './code-marks.ts';
import { completePolicy } from './completion.ts';

export interface CodeViewProps {
  readonly value: string;
  /** Absent: shown, not written. */
  onChange?(value: string): void;
  readonly diagnostics?: readonly Diagnostic[];
  readonly label: string;
  /** Set to a new object to put the cursor there. */
  readonly goTo?: { readonly offset: number } | undefined;
  /** The first of them is brought into view. */
  readonly marks?: readonly CodeMark[];
}

const writing = [
  history(),
  closeBrackets(),
  autocompletion({ override: [completePolicy], icons: false }),
  lintGutter(),
  keymap.of([
    ...closeBracketsKeymap,
    ...completionKeymap,
    ...defaultKeymap,
    ...historyKeymap,
    indentWithTab,
  ]),
];

function newState(props: CodeViewProps, onChange: (value: string) => void): EditorState {
  return EditorState.create({
    doc: props.value,
    extensions: [
      codeLook(props.label),
      codeMarks,
      props.onChange === undefined ? readOnlyCode : writing,
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange(update.state.doc.toString());
      }),
    ],
  });
}

function useMarks(
  view: RefObject<EditorView | undefined>,
  marks: readonly CodeMark[] | undefined,
): void {
  useEffect(() => {
    const { current } = view;
    if (current === undefined || marks === undefined) return;
    const [first] = marks;
    const isWithin = first !== undefined && first.from <= current.state.doc.length;
    const seen = isWithin ? [EditorView.scrollIntoView(first.from, { y: 'center' })] : [];
    current.dispatch({ effects: [setMarks.of(marks), ...seen] });
  }, [view, marks]);
}

export function CodeView(props: CodeViewProps): JSX.Element {
  const { value, diagnostics, goTo, marks } = props;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    if (place.current === null) return undefined;
    const state = newState(latest.current, (text) => latest.current.onChange?.(text));
    const made = new EditorView({ state, parent: place.current });
    view.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => {
    const { current } = view;
    if (current === undefined || current.state.doc.toString() === value) return;
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    const { current } = view;
    if (current === undefined) return;
    const end = current.state.doc.length;
    const within = (diagnostics ?? []).filter((one) => one.from <= end && one.to <= end);
    current.dispatch(setDiagnostics(current.state, within));
  }, [diagnostics]);
  useEffect(() => {
    const { current } = view;
    if (current === undefined || goTo === undefined) return;
    const anchor = Math.min(goTo.offset, current.state.doc.length);
    current.dispatch({ selection: { anchor }, scrollIntoView: true });
    current.focus();
  }, [goTo]);
  useMarks(view, marks);
  return <div className="code" ref={place} />;
}
