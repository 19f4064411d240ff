import { expect, test } from 'vitest';
import type { AclRow } from './acl-model.ts';
import { aclFault, grantsOf, rowsOf } from './acl-model.ts';

const owner = 'a'.repeat(64);
const other = 'b'.repeat(64);
const everyone = 'http://acs.amazonaws.com/groups/global/AllUsers';

const user = (ID: string) => ({ Type: 'CanonicalUser' as const, ID });
const group = (URI: string) => ({ Type: 'Group' as const, URI });

test('the owner and the groups have rows; full control is every permission', () => {
  const rows = rowsOf('bucket', owner, [
    { Grantee: user(owner), Permission: 'FULL_CONTROL' },
    { Grantee: group(everyone), Permission: 'READ' },
    { Grantee: user(other), Permission: 'READ' },
    { Grantee: user(other), Permission: 'WRITE_ACP' },
  ]);
  expect(rows.map(({ kind, permissions }) => [kind, permissions.length])).toEqual([
    ['owner', 4],
    ['group', 1],
    ['group', 0],
    ['group', 0],
    ['account', 2],
  ]);
});

test('what was read is written again', () => {
  for (const kind of ['bucket', 'object'] as const) {
    const grants = [
      { Grantee: user(owner), Permission: 'FULL_CONTROL' as const },
      { Grantee: group(everyone), Permission: 'READ' as const },
      { Grantee: user(other), Permission: 'READ' as const },
      { Grantee: user(other), Permission: 'READ_ACP' as const },
    ];
    expect(grantsOf(kind, rowsOf(kind, owner, grants))).toEqual(grants);
  }
});

test('the owner may have nothing', () => {
  expect(grantsOf('object', rowsOf('object', owner, []))).toEqual([]);
});

test('what cannot be saved', () => {
  const account = (id: string, permissions: AclRow['permissions'] = ['READ']): AclRow => ({
    id,
    kind: 'account',
    permissions,
  });
  expect(aclFault('bucket', [account(other)])).toBeUndefined();
  expect(aclFault('bucket', [account('b')])).toContain('64 hexadecimal digits');
  expect(aclFault('bucket', [account(other), account(other)])).toContain('twice');
  expect(aclFault('bucket', [account(other, [])])).toContain('permission');
  const many = Array.from({ length: 101 }, (_, n) => account(n.toString(16).padStart(64, '0')));
  expect(aclFault('bucket', many)).toContain('at most 100');
});
