/**
 * Policy variables as written, well formed or not. Linear in the text, which patterns with
 * "anything but a brace" are not when a hostile text opens variables and never closes them.
 */

export interface WrittenVariable {
  readonly start: number;
  readonly length: number;
  /** Between the braces. */
  readonly inner: string;
  readonly isClosed: boolean;
}

/** A variable ends at its brace; one that has none, at the end of the text. */
export function variablesIn(text: string): readonly WrittenVariable[] {
  const found: WrittenVariable[] = [];
  let start = text.indexOf('${');
  while (start >= 0) {
    const end = text.indexOf('}', start);
    if (end < 0) {
      found.push({
        start,
        length: text.length - start,
        inner: text.slice(start + 2),
        isClosed: false,
      });
      return found;
    }
    const inner = text.slice(start + 2, end);
    found.push({ start, length: end + 1 - start, inner, isClosed: true });
    start = text.indexOf('${', end);
  }
  return found;
}

/** The text with something else in place of each variable that is closed. */
export function replaceVariables(
  text: string,
  replacement: (variable: WrittenVariable) => string,
): string {
  let replaced = '';
  let copied = 0;
  for (const variable of variablesIn(text)) {
    if (!variable.isClosed) break;
    replaced += text.slice(copied, variable.start) + replacement(variable);
    copied = variable.start + variable.length;
  }
  return replaced + text.slice(copied);
}
