/** String*, Arn*, Bool and BinaryEquals. Page: IAM UG "Condition operators". */
import type { PatternOptions } from '../match/text-pattern.ts';
import { compileText, matchesText } from '../match/text-pattern.ts';
import type { CompileOptions, CompileValue, Operator, ValueTest } from './operator.ts';

function compileString(
  value: string,
  options: Omit<PatternOptions, 'variables'>,
  { variables }: CompileOptions,
): ValueTest {
  const pattern = compileText(value, { ...options, variables });
  if (options.ignoreCase) {
    return (text, context) => matchesText(pattern, text.toLowerCase(), context);
  }
  if (pattern.isLiteral) {
    const { prefix } = pattern;
    return (text) => text === prefix;
  }
  return (text, context) => matchesText(pattern, text, context);
}

const equals: CompileValue = (value, options) =>
  compileString(value, { wildcards: 'none', ignoreCase: false }, options);
const equalsIgnoreCase: CompileValue = (value, options) =>
  compileString(value, { wildcards: 'none', ignoreCase: true }, options);
const like: CompileValue = (value, options) =>
  compileString(value, { wildcards: 'plain', ignoreCase: false }, options);

/** Six segments, the last of which may hold more colons. */
function isArn(text: string): boolean {
  if (!text.startsWith('arn:')) return false;
  let at = 3;
  for (let segment = 1; segment < 5; segment += 1) {
    at = text.indexOf(':', at + 1);
    if (at < 0) return false;
  }
  return true;
}

/** "ArnEquals and ArnLike behave identically": each segment is matched on its own. */
const arn: CompileValue = (value, { variables }) => {
  const pattern = compileText(value, { wildcards: 'arn', variables, ignoreCase: false });
  return (text, context) => isArn(text) && matchesText(pattern, text, context);
};

const bool: CompileValue = (value) => {
  const wanted = value.toLowerCase();
  if (wanted !== 'true' && wanted !== 'false') return undefined;
  return (text) => text.toLowerCase() === wanted;
};

const base64 = /^[A-Za-z0-9+/]*(={0,2})$/;
const withoutPadding = (text: string): string => text.replace(/=+$/, '');

/** "Compares byte for byte against a base64 encoded representation". */
const binary: CompileValue = (value) => {
  if (!base64.test(value)) return undefined;
  const wanted = withoutPadding(value);
  return (text) => withoutPadding(text) === wanted;
};

function pair(
  name: string,
  negatedName: string,
  compile: CompileValue,
): readonly [Operator, Operator] {
  return [
    { name, negated: false, takesVariables: true, compile },
    { name: negatedName, negated: true, takesVariables: true, compile },
  ];
}

export const stringOperators: readonly Operator[] = [
  ...pair('StringEquals', 'StringNotEquals', equals),
  ...pair('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', equalsIgnoreCase),
  ...pair('StringLike', 'StringNotLike', like),
  ...pair('ArnEquals', 'ArnNotEquals', arn),
  ...pair('ArnLike', 'ArnNotLike', arn),
  { name: 'Bool', negated: false, takesVariables: false, compile: bool },
  { name: 'BinaryEquals', negated: false, takesVariables: false, compile: binary },
];
