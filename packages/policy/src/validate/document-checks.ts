/** Version, Statement and unknown elements. Page: IAM UG "IAM policy validation check reference". */
import type { PolicyCheck } from './check.ts';
import { none } from './check.ts';
import { atKey, atValue, finding } from './finding.ts';
import type { PolicyView } from './view.ts';

const checkVersion: PolicyCheck = ({ document, options: { policyType } }) => {
  const { versionElement, root } = document;
  const hasOther = root.members.some(({ key }) => key === 'Version');
  if (versionElement === undefined) {
    if (hasOther) return none;
    const details = 'Add the Version element: without it the policy is of version 2008-10-17.';
    return [finding('MISSING_VERSION', details, atValue(root))];
  }
  const isOrganizations =
    policyType === 'SERVICE_CONTROL_POLICY' || policyType === 'RESOURCE_CONTROL_POLICY';
  const versions = isOrganizations ? ['2012-10-17'] : ['2012-10-17', '2008-10-17'];
  if (versions.includes(versionElement.value)) return none;
  const details =
    `There is no policy version ${versionElement.value} for this type of policy. ` +
    `Use ${versions.join(' or ')}.`;
  return [finding('INVALID_VERSION', details, atValue(versionElement))];
};

const checkStatementElement: PolicyCheck = ({ document }) => {
  const { statementNode, root } = document;
  const details = 'A policy needs at least one statement.';
  if (statementNode === undefined) return [finding('MISSING_STATEMENT', details, atValue(root))];
  if (statementNode.kind !== 'array' || statementNode.items.length > 0) return none;
  return [finding('MISSING_STATEMENT', details, atValue(statementNode))];
};

const checkElements: PolicyCheck = ({ document }) => {
  const unknown = [document, ...document.statements].flatMap((part) => part.unknownMembers);
  return unknown.map(({ key, keySpan, value }) =>
    finding(
      'INVALID_POLICY_ELEMENT',
      `A policy has no element ${key} here.`,
      atKey(value.path, keySpan),
    ),
  );
};

/** The Sids of each text that stands in more than one statement. */
function repeatedSids({ document }: PolicyView) {
  const bySid = Map.groupBy(
    document.statements.flatMap(({ sid }) => (sid === undefined || sid.value === '' ? [] : [sid])),
    ({ value }) => value,
  );
  return [...bySid.values()].filter(({ length }) => length > 1);
}

const checkUniqueSids: PolicyCheck = (policy) => {
  const { options, isTrust } = policy;
  const isRequired = options.policyType !== 'RESOURCE_POLICY' || isTrust;
  return repeatedSids(policy).map((sids) => {
    const locations = sids.map(atValue);
    const sid = sids[0]?.value ?? '';
    return isRequired
      ? finding(
          'UNIQUE_SIDS_REQUIRED',
          `The Sid ${sid} stands in more than one statement, which this type of policy refuses.`,
          ...locations,
        )
      : finding(
          'UNIQUE_SIDS_RECOMMENDED',
          `The Sid ${sid} stands in more than one statement. Give each statement its own.`,
          ...locations,
        );
  });
};

export const documentChecks: readonly PolicyCheck[] = [
  checkVersion,
  checkStatementElement,
  checkElements,
  checkUniqueSids,
];
