/** What one text of a policy has that another has not: side by side, or in one column. */
import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { JSX } from 'react';
import { useEffect, useRef } from 'react';
import { codeLook, readOnlyCode } from './code-look.ts';

export type DiffLayout = 'side-by-side' | 'unified';

export interface DiffText {
  readonly text: string;
  /** `Version v1` */
  readonly label: string;
}

export interface DiffViewProps {
  readonly before: DiffText;
  readonly after: DiffText;
  readonly layout: DiffLayout;
}

const look = ({ label }: DiffText) => [codeLook(label), readOnlyCode];
const collapseUnchanged = { margin: 4, minSize: 8 };

function show(parent: Element, { before, after, layout }: DiffViewProps): { destroy(): void } {
  if (layout === 'side-by-side') {
    return new MergeView({
      a: { doc: before.text, extensions: look(before) },
      b: { doc: after.text, extensions: look(after) },
      collapseUnchanged,
      parent,
    });
  }
  const unified = unifiedMergeView({
    original: before.text,
    mergeControls: false,
    collapseUnchanged,
  });
  const label = `${before.label} and ${after.label}`;
  const extensions = [look({ ...after, label }), unified];
  return new EditorView({ state: EditorState.create({ doc: after.text, extensions }), parent });
}

export function DiffView({ before, after, layout }: DiffViewProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const { text: textBefore, label: labelBefore } = before;
  const { text: textAfter, label: labelAfter } = after;
  useEffect(() => {
    if (place.current === null) return undefined;
    const view = show(place.current, {
      before: { text: textBefore, label: labelBefore },
      after: { text: textAfter, label: labelAfter },
      layout,
    });
    return () => view.destroy();
  }, [textBefore, labelBefore, textAfter, labelAfter, layout]);
  return <div className="code diff" ref={place} />;
}
