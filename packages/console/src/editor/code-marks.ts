/** Marks the statement that decided, and within it what did, in the text of a policy. */
import type { Extension } from '@codemirror/state';
import { StateEffect, StateField } from '@codemirror/state';
import type { DecorationSet } from '@codemirror/view';
import { Decoration, EditorView } from '@codemirror/view';

export interface CodeMark {
  readonly from: number;
  readonly to: number;
  /** Underlined, within the first. */
  readonly part?: { readonly from: number; readonly to: number };
}

export const setMarks: ReturnType<typeof StateEffect.define<readonly CodeMark[]>> =
  StateEffect.define<readonly CodeMark[]>();

const line = Decoration.line({ class: 'code-decides' });
const underlined = Decoration.mark({ class: 'code-decides-part' });

const textField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let set = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setMarks)) continue;
      const { doc } = transaction.state;
      const ranges = effect.value
        .filter(({ from, to }) => from <= to && to <= doc.length)
        .flatMap(({ from, to, part }) => {
          const lines = [];
          for (let at = doc.lineAt(from).number; at <= doc.lineAt(to).number; at += 1) {
            lines.push(line.range(doc.line(at).from));
          }
          const inside = part !== undefined && part.from < part.to && part.to <= doc.length;
          return inside ? [...lines, underlined.range(part.from, part.to)] : lines;
        });
      set = Decoration.set(ranges, true);
    }
    return set;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export const codeMarks: Extension = textField;
