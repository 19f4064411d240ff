/**
 * What IAM takes as names: said before the server refuses it. The rule is the server's
 * (packages/server/src/services/iam/constraints.ts). Page: IAM UG "IAM and AWS STS quotas".
 */

const namePattern = /^[\w+=,.@-]+$/;

function nameFault(name: string, charactersMax: number): string | undefined {
  if (name === '') return 'Enter a name.';
  if (name.length > charactersMax) return `The name has more than ${charactersMax} characters.`;
  if (!namePattern.test(name)) return 'Use letters, digits and + = , . @ _ - only.';
  return undefined;
}

export function userNameFault(name: string): string | undefined {
  return nameFault(name, 64);
}

/** Of groups and policies. */
export function longNameFault(name: string): string | undefined {
  return nameFault(name, 128);
}

export function roleNameFault(name: string): string | undefined {
  return nameFault(name, 64);
}
