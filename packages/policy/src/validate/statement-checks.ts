/**
 * Sid, Effect, and which elements stand together. Page: IAM UG "IAM policy validation check
 * reference".
 */
import type { JsonMember } from '../json/json-node.ts';
import type { StatementCheck } from './check.ts';
import { none } from './check.ts';
import type { Finding } from './finding.ts';
import { atElementKey, atKey, atValue, finding } from './finding.ts';
import type { IssueCode } from './issue-codes.ts';
import type { PolicyView, StatementView } from './view.ts';

const checkSid: StatementCheck = ({ statement: { sid } }, { options }) => {
  if (sid === undefined) return none;
  if (sid.value === '') {
    return [finding('EMPTY_SID_VALUE', 'The Sid is empty: give it a value.', atValue(sid))];
  }
  if (options.policyType !== 'IDENTITY_POLICY' || /^[0-9A-Za-z]+$/.test(sid.value)) return none;
  const details = 'A Sid may hold only the characters a-z, A-Z and 0-9.';
  return [finding('UNSUPPORTED_SID', details, atValue(sid))];
};

const checkEffect: StatementCheck = ({ statement }) => {
  const { effect } = statement;
  if (effect !== undefined) {
    if (effect.value === 'Allow' || effect.value === 'Deny') return none;
    const details = `There is no effect ${effect.value}. Use Allow or Deny.`;
    return [finding('INVALID_EFFECT', details, atValue(effect))];
  }
  if (memberOf(statement.node.members, 'Effect') !== undefined) return none;
  return [
    finding('MISSING_EFFECT', 'Say with Effect whether to Allow or to Deny.', atValue(statement)),
  ];
};

const memberOf = (members: readonly JsonMember[], name: string): JsonMember | undefined =>
  members.find(({ key }) => key === name);

const pairs: readonly (readonly [string, string])[] = [
  ['Action', 'NotAction'],
  ['Resource', 'NotResource'],
  ['Principal', 'NotPrincipal'],
];

const checkCombinations: StatementCheck = ({ statement: { node } }) =>
  pairs.flatMap(([name, notName]) => {
    const [one, other] = [memberOf(node.members, name), memberOf(node.members, notName)];
    if (one === undefined || other === undefined) return none;
    const details = `${name} and ${notName} exclude each other in a statement. Remove one of them.`;
    const locations = [one, other].map(({ value, keySpan }) => atKey(value.path, keySpan));
    return [finding('UNSUPPORTED_ELEMENT_COMBINATION', details, ...locations)];
  });

function hasNeither({ statement: { node } }: StatementView, name: string): boolean {
  return !node.members.some(({ key }) => key === name || key === `Not${name}`);
}

/** Policies of buckets name their resource; those of most other resources need not. */
function needsResource({ options: { policyType, resourceType }, isTrust }: PolicyView): boolean {
  if (policyType !== 'RESOURCE_POLICY') return true;
  return !isTrust && resourceType?.startsWith('AWS::S3') === true;
}

function missing(code: IssueCode, name: string, { statement }: StatementView): Finding {
  const either = name === 'Principal' ? name : `${name} or Not${name}`;
  return finding(code, `The statement needs ${either}.`, atValue(statement));
}

const checkMissing: StatementCheck = (view, policy) => {
  const { policyType } = policy.options;
  const takesPrincipal =
    policyType === 'RESOURCE_POLICY' || policyType === 'RESOURCE_CONTROL_POLICY';
  const found: Finding[] = [];
  if (hasNeither(view, 'Action')) found.push(missing('MISSING_ACTION', 'Action', view));
  if (needsResource(policy) && hasNeither(view, 'Resource')) {
    found.push(missing('MISSING_RESOURCE', 'Resource', view));
  }
  if (takesPrincipal && hasNeither(view, 'Principal')) {
    found.push(missing('MISSING_PRINCIPAL', 'Principal', view));
  }
  return found;
};

const checkUnsupportedPrincipal: StatementCheck = ({ statement }, { options }) => {
  const { policyType } = options;
  const elements = [statement.principal, statement.notPrincipal].filter((e) => e !== undefined);
  if (policyType === 'IDENTITY_POLICY') {
    const details = 'An identity policy names no principal: it belongs to one. Remove the element.';
    return elements.map((element) =>
      finding('UNSUPPORTED_PRINCIPAL', details, atElementKey(element)),
    );
  }
  if (policyType !== 'SERVICE_CONTROL_POLICY') return none;
  const details =
    'A service control policy names no principal. Remove the element; a condition on ' +
    'aws:PrincipalArn can say whom a statement concerns.';
  return elements.map((element) =>
    finding('SCP_SYNTAX_ERROR_PRINCIPAL', details, atElementKey(element)),
  );
};

const checkEmptyLists: StatementCheck = ({ statement }) => {
  const { action, notAction, resource, notResource } = statement;
  const actions = [action, notAction].filter((list) => list?.isList && list.values.length === 0);
  const resources = [resource, notResource].filter(
    (list) => list?.isList && list.values.length === 0,
  );
  return [
    ...actions.flatMap((list) => {
      const details = 'No action is listed, so the statement does nothing. Name actions.';
      return list === undefined ? [] : [finding('EMPTY_ARRAY_ACTION', details, atValue(list))];
    }),
    ...resources.flatMap((list) => {
      const details = 'No resource is listed, so the statement does nothing. Name resources.';
      return list === undefined ? [] : [finding('EMPTY_ARRAY_RESOURCE', details, atValue(list))];
    }),
  ];
};

export const statementChecks: readonly StatementCheck[] = [
  checkSid,
  checkEffect,
  checkCombinations,
  checkMissing,
  checkUnsupportedPrincipal,
  checkEmptyLists,
];
