/**
 * Whether a bucket policy is public in the sense of S3 Block Public Access: it is taken to be
 * public until every Allow is tied to fixed values of who may come, or from where. Page: S3 UG
 * "Blocking public access to your Amazon S3 storage", The meaning of "public".
 *
 * Fixed means without wildcard and without policy variable. Denies never make a policy less public:
 * what they take away depends on the request.
 */
import type {
  ConditionEntry,
  PolicyDocument,
  PrincipalElement,
  Statement,
} from './syntax/document.ts';

/** The statements that make the policy public; none when it is not. */
export function publicStatements(document: PolicyDocument): readonly Statement[] {
  return document.statements.filter(isPublicStatement);
}

export function isPublicPolicy(document: PolicyDocument): boolean {
  return document.statements.some(isPublicStatement);
}

function isPublicStatement(statement: Statement): boolean {
  if (statement.effect?.value !== 'Allow') return false;
  if (statement.notPrincipal === undefined && namesFixedPrincipals(statement.principal)) {
    return false;
  }
  return !(statement.condition?.entries ?? []).some(tiesDown);
}

function namesFixedPrincipals(principal: PrincipalElement | undefined): boolean {
  if (principal === undefined || principal.text !== undefined) return false;
  const values = principal.groups.flatMap((group) => group.values);
  return values.length > 0 && values.every(({ value }) => isFixed(value));
}

const isFixed = (value: string): boolean => !/[*?]|\$\{/.test(value);

/** Operators that only hold for the values they name. */
const equalities = new Set([
  'stringequals',
  'stringequalsignorecase',
  'stringlike',
  'arnequals',
  'arnlike',
]);

type ValueTest = (value: string) => boolean;

/** Condition keys that tie a statement down, with what counts as a fixed value of theirs. */
const tyingKeys: ReadonlyMap<string, ValueTest> = new Map<string, ValueTest>([
  ['aws:principalorgid', isFixed],
  ['aws:principalarn', isFixed],
  ['aws:principalaccount', isFixed],
  ['aws:sourcearn', isFixed],
  ['aws:sourcevpc', isFixed],
  ['aws:sourcevpce', isFixed],
  ['aws:sourceowner', isFixed],
  ['aws:sourceaccount', isFixed],
  ['aws:userid', isFixed],
  ['s3:dataaccesspointaccount', isFixed],
  ['s3:dataaccesspointarn', isFixedUpToTheName],
]);

/** Whether this condition alone keeps the public out. A key that may be missing does not. */
function tiesDown(entry: ConditionEntry): boolean {
  if (entry.ifExists || entry.qualifier === 'ForAllValues' || entry.values.length === 0) {
    return false;
  }
  const key = entry.key.value.toLowerCase();
  const operator = entry.baseOperator.toLowerCase();
  const test: ValueTest | undefined =
    key === 'aws:sourceip'
      ? operator === 'ipaddress'
        ? isNarrow
        : undefined
      : equalities.has(operator)
        ? tyingKeys.get(key)
        : undefined;
  return test !== undefined && entry.values.every(({ value }) => test(value));
}

/** `arn:aws:s3:eu-west-1:123456789012:accesspoint/*`: any access point, but of a fixed account. */
function isFixedUpToTheName(value: string): boolean {
  const parts = value.split(':');
  return parts.length > 5 && parts.slice(0, 5).every((part) => isFixed(part) && part !== '');
}

const narrowestV4 = 8;
const narrowestV6 = 32;

/** Ranges wider than these are the public. */
function isNarrow(value: string): boolean {
  if (!isFixed(value)) return false;
  const [address = '', bits] = value.split('/', 2);
  const isV6 = address.includes(':');
  if (bits === undefined) return true;
  const length = /^\d{1,3}$/.test(bits) ? Number(bits) : 0;
  return length >= (isV6 ? narrowestV6 : narrowestV4);
}
