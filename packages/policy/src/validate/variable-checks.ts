/**
 * Policy variables: their form, and where they may stand. Page: IAM UG "IAM policy validation check
 * reference"; "IAM policy elements: Variables and tags".
 */
import type { Statement, TextList, TextValue } from '../syntax/document.ts';
import type { StatementCheck } from './check.ts';
import { none } from './check.ts';
import type { Finding } from './finding.ts';
import { atSubstring, finding } from './finding.ts';
import { principalElements } from './principal-checks.ts';
import type { WrittenVariable } from './variables.ts';
import { variablesIn } from './variables.ts';
import type { ConditionView, PolicyView } from './view.ts';

const hasQuotes = (text: string): boolean => /^'[^']*'$/.test(text);

function checkForm(text: TextValue, variable: WrittenVariable): Finding | undefined {
  const { start, length, inner, isClosed } = variable;
  const at = atSubstring(text, start, length);
  if (!isClosed) {
    return finding('MISSING_BRACE_IN_VARIABLE', 'The variable lacks its closing brace: }.', at);
  }
  if (inner.trim() === '') {
    return finding('EMPTY_VARIABLE', 'The variable is empty: name a key, or remove it.', at);
  }
  const comma = inner.indexOf(',');
  const name = comma < 0 ? inner : inner.slice(0, comma);
  if (/\s/.test(name) && !/^(?:aws|[a-z0-9-]+):[A-Za-z]*Tag\//i.test(name)) {
    const details = 'There is a blank in the variable, where none may be. Remove it.';
    return finding('UNSUPPORTED_SPACE_IN_VARIABLE', details, at);
  }
  if (comma < 0 || hasQuotes(inner.slice(comma + 1).trim())) return undefined;
  const details = "The default value of the variable stands in single quotes: ${key, 'value'}.";
  return finding('MISSING_QUOTE_IN_VARIABLE', details, at);
}

function checkPlaced(text: TextValue, { document }: PolicyView): readonly Finding[] {
  const variables = variablesIn(text.value);
  const [first] = variables;
  if (first === undefined) return none;
  if (document.version !== '2012-10-17') {
    const details = 'Policies have variables since version 2012-10-17; here they are plain text.';
    const at = atSubstring(text, first.start, first.length);
    return [finding('VARIABLE_UNSUPPORTED_IN_VERSION', details, at)];
  }
  return variables.flatMap((variable) => checkForm(text, variable) ?? []);
}

function checkMisplaced(text: TextValue): readonly Finding[] {
  return variablesIn(text.value).map(({ start, length, inner }) => {
    const details = `Variables can stand in Resource and in conditions. Remove \${${inner}}.`;
    return finding('VARIABLE_UNSUPPORTED_IN_ELEMENT', details, atSubstring(text, start, length));
  });
}

function checkCondition(condition: ConditionView, policy: PolicyView): readonly Finding[] {
  const { family, operator, entry } = condition;
  if (family === 'String' || family === 'Arn' || family === undefined) {
    return entry.values.flatMap((value) => checkPlaced(value, policy));
  }
  return entry.values.flatMap((value) =>
    variablesIn(value.value).map(({ start, length }) => {
      const details = `Variables work with String and Arn operators, not with ${operator}.`;
      return finding('INVALID_VARIABLE_FOR_OPERATOR', details, atSubstring(value, start, length));
    }),
  );
}

const valuesOf = (...lists: readonly (TextList | undefined)[]): readonly TextValue[] =>
  lists.flatMap((list) => list?.values ?? []);

function principalTexts(statement: Statement): readonly TextValue[] {
  return principalElements(statement).flatMap(({ text, groups, span, path }) =>
    text === undefined
      ? groups.flatMap(({ values }) => values)
      : [{ value: text, written: 'string' as const, span, path }],
  );
}

const checkVariables: StatementCheck = ({ statement, conditions }, policy) => {
  const { action, notAction, resource, notResource, effect, sid } = statement;
  const single = [effect, sid].flatMap((text): readonly TextValue[] =>
    text === undefined ? [] : [{ ...text, written: 'string' }],
  );
  return [
    ...[...single, ...valuesOf(action, notAction), ...principalTexts(statement)].flatMap(
      checkMisplaced,
    ),
    ...valuesOf(resource, notResource).flatMap((text) => checkPlaced(text, policy)),
    ...conditions.flatMap((condition) => checkCondition(condition, policy)),
  ];
};

export const variableChecks: readonly StatementCheck[] = [checkVariables];
