/** What trust policies and bucket policies have in common: the frame around the statements. */
import type { PolicyDocument, Statement } from '../syntax/document.ts';
import type { Complaint } from './fault.ts';
import { complain, firstOf } from './fault.ts';

function checkVersion({ versionElement }: PolicyDocument): Complaint | undefined {
  if (versionElement === undefined || /^20(?:08|12)-10-17$/.test(versionElement.value)) {
    return undefined;
  }
  return complain('The policy must contain a valid version string', versionElement.span);
}

function checkStatements({
  statementNode,
  statements,
  root,
}: PolicyDocument): Complaint | undefined {
  if (statementNode === undefined) return complain('Missing required field Statement', root.span);
  const items = statementNode.kind === 'array' ? statementNode.items.length : 1;
  if (items === 0) {
    return complain('Could not parse the policy: Statement is empty!', statementNode.span);
  }
  const isObject = statements.length === items;
  return isObject ? undefined : complain('Invalid policy syntax.', statementNode.span);
}

const unknownField = (key: string): string => `Unknown field ${key}`;

function checkUnknown(members: PolicyDocument['unknownMembers']): Complaint | undefined {
  const [first] = members;
  return first && complain(unknownField(first.key), first.keySpan);
}

export const checkFrame = (document: PolicyDocument): Complaint | undefined =>
  checkUnknown(document.unknownMembers) ??
  checkVersion(document) ??
  checkStatements(document) ??
  firstOf(document.statements, ({ unknownMembers }) => checkUnknown(unknownMembers));

export function checkEffect({ effect, span }: Statement): Complaint | undefined {
  if (effect === undefined) return complain('Missing required field Effect', span);
  if (effect.value === 'Allow' || effect.value === 'Deny') return undefined;
  return complain(`Invalid effect: ${effect.value}`, effect.span);
}
