import { expect, test } from 'vitest';
import type { PrincipalParts } from './principal-text.ts';
import { principalEntry, principalForms, principalLabel } from './principal-text.ts';

const account = '111122223333';

test.each<[PrincipalParts, string, string]>([
  [{ form: 'account', account, name: '' }, 'AWS', `arn:aws:iam::${account}:root`],
  [{ form: 'role', account, name: 'a/R' }, 'AWS', `arn:aws:iam::${account}:role/a/R`],
  [{ form: 'user', account, name: 'U' }, 'AWS', `arn:aws:iam::${account}:user/U`],
  [{ form: 'session', account, name: 'R/s' }, 'AWS', `arn:aws:sts::${account}:assumed-role/R/s`],
  [{ form: 'service', account: '', name: 'ec2.amazonaws.com' }, 'Service', 'ec2.amazonaws.com'],
  [{ form: 'federated', account: '', name: 'idp.example.com' }, 'Federated', 'idp.example.com'],
  [{ form: 'canonical-user', account: '', name: '79a5' }, 'CanonicalUser', '79a5'],
  [{ form: 'everyone', account: '', name: '' }, 'AWS', '*'],
])('%o', (parts, kind, value) => {
  const entry = principalEntry(parts);
  expect(entry).toEqual({ kind, value });
  expect(principalLabel({ kind, value })).toBe(principalForms[parts.form].label);
});

test.each<PrincipalParts>([
  { form: 'account', account: '12', name: '' },
  { form: 'role', account, name: '' },
  { form: 'service', account: '', name: '' },
])('%o lacks something', (parts) => {
  expect(principalEntry(parts)).toBeUndefined();
});

test('what is not known is called as it is written', () => {
  expect(principalLabel({ kind: 'AWS', value: 'AROAEXAMPLE' })).toBe('AWS');
  expect(principalLabel({ kind: 'constructor', value: 'x' })).toBe('constructor');
});
