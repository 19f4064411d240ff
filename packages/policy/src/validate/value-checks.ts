/**
 * The values of conditions: their form, by operator and by key. Page: IAM UG "IAM policy validation
 * check reference"; "IAM JSON policy elements: Condition operators".
 */
import { parseIpRange } from '../condition/ip-operators.ts';
import { parseDate, parseNumber } from '../condition/number-operators.ts';
import type { TextValue } from '../syntax/document.ts';
import { isRegion } from './arn.ts';
import type { ConditionCheck } from './check.ts';
import { none } from './check.ts';
import type { Finding } from './finding.ts';
import { atValue, finding } from './finding.ts';
import { replaceVariables } from './variables.ts';
import type { ConditionView } from './view.ts';

const hasVariable = (text: string): boolean => text.includes('${');

const isOpen = (text: string): boolean => /[*?]|\$\{/.test(text);

const isTruth = (text: string): boolean => /^(?:true|false)$/i.test(text);

const checkBoolean: ConditionCheck = ({ entry, family, operator, valueAt }) => {
  if (family !== 'Bool' && family !== 'Null') return none;
  const wrong = entry.values.filter(({ value }) => !isTruth(value) && !hasVariable(value));
  if (wrong.length > 0) {
    const details = `${operator} wants true or false.`;
    return wrong.map((value) => finding('TYPE_MISMATCH_BOOLEAN', details, atValue(value)));
  }
  if (entry.values.length < 2) return none;
  const details = `${entry.key.value} is either true or false. Give one value.`;
  return [finding('INVALID_CONDITION_MULTIPLE_BOOLEAN', details, valueAt)];
};

const checkNumber: ConditionCheck = ({ entry, family, operator }) => {
  if (family !== 'Numeric') return none;
  return entry.values
    .filter(({ value }) => parseNumber(value) === undefined && !hasVariable(value))
    .map((value) => finding('TYPE_MISMATCH_NUMBER', `${operator} wants a number.`, atValue(value)));
};

function dateFinding(value: TextValue): Finding | undefined {
  const text = value.value;
  if (hasVariable(text)) return undefined;
  if (parseDate(text) === undefined) {
    const details = `${text} is no date. Write YYYY-MM-DD, or another form of ISO 8601.`;
    return finding('TYPE_MISMATCH_DATE', details, atValue(value));
  }
  if (!/^\d{5,}(?:\.\d+)?$/.test(text.trim())) return undefined;
  const details = `${text} counts seconds since 1970, which may not be what is meant. Write a date.`;
  return finding('INVALID_DATE_VALUE', details, atValue(value));
}

const checkDate: ConditionCheck = ({ entry, family, key }) =>
  family !== 'Date' || key === 'aws:epochtime'
    ? none
    : entry.values.flatMap((value) => dateFinding(value) ?? []);

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

const checkBinary: ConditionCheck = ({ entry, family, operator }) => {
  if (family !== 'Binary') return none;
  return entry.values
    .filter(({ value }) => !base64.test(value) && !hasVariable(value))
    .map((value) => finding('TYPE_MISMATCH_STRING', `${operator} wants base64.`, atValue(value)));
};

const checkIpForm: ConditionCheck = ({ entry, family, operator }) => {
  if (family !== 'IpAddress') return none;
  return entry.values
    .filter(({ value }) => parseIpRange(value.trim()) === undefined && !hasVariable(value))
    .map((value) => {
      const details = `${value.value} is no address range. ${operator} wants CIDR notation.`;
      return finding('TYPE_MISMATCH_IP_RANGE', details, atValue(value));
    });
};

const checkOneType: ConditionCheck = ({ entry, valueAt }) => {
  const types = new Set(entry.values.map(({ written }) => written));
  if (types.size < 2) return none;
  const details = 'The values are of different JSON types. Write all of them alike.';
  return [finding('INVALID_CONDITION_DATA_TYPE', details, valueAt)];
};

const withoutVariables = (text: string): string => replaceVariables(text, () => '');

const checkWildcards: ConditionCheck = ({ entry, family, isLike }) => {
  if (family !== 'String' || isLike) return none;
  return entry.values
    .filter(({ value }) => /[*?]/.test(withoutVariables(value)))
    .map((value) => {
      const details = '* and ? stand for themselves here. For wildcards use a Like operator.';
      return finding('WILDCARD_WITHOUT_LIKE_OPERATOR', details, atValue(value));
    });
};

interface ValueForm {
  readonly pattern: { test(text: string): boolean };
  readonly tell: (text: string) => Finding['findingDetails'];
  readonly code:
    | 'INVALID_KMS_KEY_VALUE'
    | 'INVALID_REGION'
    | 'INVALID_VPCE_FORMAT'
    | 'INVALID_VPC_FORMAT';
}

const vpc: ValueForm = {
  code: 'INVALID_VPC_FORMAT',
  pattern: /^vpc-(?:[0-9a-zA-Z]{8}|[0-9a-zA-Z]{17})$/,
  tell: (text) => `${text} is no VPC ID: "vpc-" and 8 or 17 characters.`,
};

const kmsKey: ValueForm = {
  code: 'INVALID_KMS_KEY_VALUE',
  pattern: /^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/[0-9A-Za-z-]+$/,
  tell: (text) => `${text} is no ARN of a KMS key: requests hold the ARN, whatever was sent.`,
};

const forms: ReadonlyMap<string, ValueForm> = new Map<string, ValueForm>([
  ['aws:sourcevpc', vpc],
  ['aws:ec2instancesourcevpc', vpc],
  [
    'aws:sourcevpce',
    {
      code: 'INVALID_VPCE_FORMAT',
      pattern: /^vpce-(?:[0-9a-zA-Z]{8}|[0-9a-zA-Z]{17})$/,
      tell: (text) => `${text} is no VPC endpoint ID: "vpce-" and 8 or 17 characters.`,
    },
  ],
  [
    'aws:requestedregion',
    {
      code: 'INVALID_REGION',
      pattern: { test: isRegion },
      tell: (text) => `There is no Region ${text}.`,
    },
  ],
  ['s3:x-amz-server-side-encryption-aws-kms-key-id', kmsKey],
  ['s3express:x-amz-server-side-encryption-aws-kms-key-id', kmsKey],
]);

const takesText = ({ family }: ConditionView): boolean => family === 'String' || family === 'Arn';

const checkForm: ConditionCheck = (condition) => {
  const form = forms.get(condition.key);
  if (form === undefined || !takesText(condition)) return none;
  return condition.entry.values
    .filter(({ value }) => !isOpen(value) && !form.pattern.test(value))
    .map((value) => finding(form.code, form.tell(value.value), atValue(value)));
};

type Better = (...numbers: readonly number[]) => number;

/** Of several values the widest one says all. */
const widest: ReadonlyMap<string, readonly [word: string, pick: Better]> = new Map([
  ['NumericLessThan', ['greatest', Math.max]],
  ['NumericLessThanEquals', ['greatest', Math.max]],
  ['NumericGreaterThan', ['least', Math.min]],
  ['NumericGreaterThanEquals', ['least', Math.min]],
]);

const checkRedundantNumbers: ConditionCheck = ({ entry, operator, valueAt }) => {
  const rule = widest.get(operator);
  if (rule === undefined || entry.values.length < 2) return none;
  const numbers = entry.values.map(({ value }) => parseNumber(value) ?? Number.NaN);
  const [word, pick] = rule;
  const value = pick(...numbers);
  if (Number.isNaN(value)) return none;
  const details = `One of the values of ${entry.key.value} is enough for ${operator}: the ${word}, ${value}.`;
  return [finding('REDUNDANT_CONDITION_VALUE_NUM', details, valueAt)];
};

export const valueChecks: readonly ConditionCheck[] = [
  checkBoolean,
  checkNumber,
  checkDate,
  checkBinary,
  checkIpForm,
  checkOneType,
  checkWildcards,
  checkForm,
  checkRedundantNumbers,
];
