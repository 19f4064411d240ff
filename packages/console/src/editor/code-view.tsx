/** CodeMirror as a React component: JSON with colours, line numbers, and marks under findings. */
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Diagnostic } from '@codemirror/lint';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { JSX } from 'react';
import { useEffect, useRef } from 'react';
import { completePolicy } from './completion.ts';

const colors = HighlightStyle.define([
  { tag: tags.propertyName, class: 'code-property' },
  { tag: tags.string, class: 'code-string' },
  { tag: [tags.number, tags.bool, tags.null], class: 'code-value' },
]);

export interface CodeViewProps {
  readonly value: string;
  /** Absent: shown, not written. */
  onChange?(value: string): void;
  readonly diagnostics?: readonly Diagnostic[];
  readonly label: string;
  /** Set to a new object to put the cursor there. */
  readonly goTo?: { readonly offset: number } | undefined;
}

/** The page's own, which lets the editor add its style sheet. */
function pageNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="nonce"]')?.content ?? '';
}

function newState(props: CodeViewProps, onChange: (value: string) => void): EditorState {
  return EditorState.create({
    doc: props.value,
    extensions: [
      EditorView.cspNonce.of(pageNonce()),
      lineNumbers(),
      history(),
      drawSelection(),
      bracketMatching(),
      closeBrackets(),
      json(),
      autocompletion({ override: [completePolicy], icons: false }),
      syntaxHighlighting(colors),
      lintGutter(),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': props.label, spellcheck: 'false' }),
      EditorState.readOnly.of(props.onChange === undefined),
      EditorView.editable.of(props.onChange !== undefined),
      keymap.of([
        ...closeBracketsKeymap,
        ...completionKeymap,
        ...defaultKeymap,
        ...historyKeymap,
        indentWithTab,
      ]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange(update.state.doc.toString());
      }),
    ],
  });
}

export function CodeView(props: CodeViewProps): JSX.Element {
  const { value, diagnostics, goTo } = props;
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
  return <div className="code" ref={place} />;
}
