/** Whom a trust policy names, in the words of AWS's list of roles: `Account: 111111111111`. */
import { listPrincipals, parsePolicy } from '@hallpass/policy';
import { decodeDocument } from '../../api/iam/policies.ts';

function words(kind: string, value: string): string {
  if (value === '*') return 'Everyone';
  if (kind === 'Service') return `AWS Service: ${value.split('.')[0]}`;
  if (kind === 'Federated') return `Identity provider: ${value}`;
  const [, , , , account = '', resource = ''] = value.split(':');
  if (/^\d{12}$/.test(value)) return `Account: ${value}`;
  return resource === 'root' ? `Account: ${account}` : value;
}

/** `document`: percent-encoded, as IAM answers. */
export function trustedEntities(document: string): readonly string[] {
  const parsed = parsePolicy(decodeDocument(document)).document;
  if (parsed === undefined) return [];
  return [...new Set(listPrincipals(parsed).map(({ key, value }) => words(key, value.value)))];
}
