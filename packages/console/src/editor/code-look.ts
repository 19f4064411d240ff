/** What every view of JSON here looks like. The colours are in `editor.css`, for both themes. */
import './editor.css';
import { json } from '@codemirror/lang-json';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const colors = HighlightStyle.define([
  { tag: tags.propertyName, class: 'code-property' },
  { tag: tags.string, class: 'code-string' },
  { tag: [tags.number, tags.bool, tags.null], class: 'code-value' },
]);

/** The page's own, which lets the editor add its style sheet. */
function pageNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="nonce"]')?.content ?? '';
}

export function codeLook(label: string): Extension {
  return [
    EditorView.cspNonce.of(pageNonce()),
    lineNumbers(),
    drawSelection(),
    bracketMatching(),
    json(),
    syntaxHighlighting(colors),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
  ];
}

/** Can be read, copied from and reached by keyboard; cannot be changed. */
export const readOnlyCode: Extension = [
  EditorState.readOnly.of(true),
  EditorView.editable.of(false),
  EditorView.contentAttributes.of({ tabindex: '0', role: 'textbox', 'aria-readonly': 'true' }),
];
