/**
 * The condition keys that a document refers to, in conditions and in variables: what
 * iam:GetContextKeysForCustomPolicy answers. Page: IAM API Reference
 * "GetContextKeysForCustomPolicy".
 */
import { variableAt } from '../match/variable.ts';
import type { PolicyDocument, Statement, TextValue } from './document.ts';

function addVariables(values: readonly TextValue[], found: Map<string, string>): void {
  for (const { value } of values) {
    for (let at = value.indexOf('${'); at >= 0; at = value.indexOf('${', at + 1)) {
      const written = variableAt(value, at)?.variable?.written;
      if (written !== undefined && written !== '') addKey(written, found);
    }
  }
}

function addKey(written: string, found: Map<string, string>): void {
  const lowerCase = written.toLowerCase();
  if (!found.has(lowerCase)) found.set(lowerCase, written);
}

function addStatement(statement: Statement, variables: boolean, found: Map<string, string>): void {
  for (const { key, values } of statement.condition?.entries ?? []) {
    addKey(key.value, found);
    if (variables) addVariables(values, found);
  }
  if (!variables) return;
  addVariables(statement.resource?.values ?? [], found);
  addVariables(statement.notResource?.values ?? [], found);
}

/** In the spelling of their first use, each once. */
export function contextKeys(document: PolicyDocument): readonly string[] {
  const found = new Map<string, string>();
  for (const statement of document.statements) {
    addStatement(statement, document.version === '2012-10-17', found);
  }
  return [...found.values()];
}
