import { expect, test } from 'vitest';
import { inSession, isSessionId, publicPaths, sessionPaths, withoutSession } from './paths.ts';

const id = '111111111111-a1b2c3d4e5';

test('every address of a session', () => {
  const paths = sessionPaths(id);
  expect(paths.home()).toBe(`/_console/${id}/home`);
  expect(paths.users()).toBe(`/_console/${id}/iam/users`);
  expect(paths.user('a/b c')).toBe(`/_console/${id}/iam/users/a%2Fb%20c`);
  expect(paths.switchRole({ account: '999999999999', roleName: 'team/App', color: '' })).toBe(
    `/_console/${id}/switchrole?account=999999999999&roleName=team%2FApp`,
  );
});

test('addresses before the sign-in', () => {
  expect(publicPaths.signIn()).toBe('/_console/signin');
  expect(publicPaths.signIn({ account: 'my-alias' })).toBe('/_console/signin?account=my-alias');
  expect(publicPaths.switchRole({ account: 'x', roleName: 'r', color: '#f2b0a9' })).toBe(
    '/_console/switchrole?account=x&roleName=r&color=%23f2b0a9',
  );
});

test('the session is taken out of an address, and put in', () => {
  expect(withoutSession(`/_console/${id}/iam/users`)).toBe('/iam/users');
  expect(withoutSession('/_console/iam/users')).toBe('/iam/users');
  expect(withoutSession('/_console/')).toBe('/');
  expect(inSession(id, '/iam/users?x=1')).toBe(`/_console/${id}/iam/users?x=1`);
  expect(isSessionId('iam')).toBe(false);
});

test('what is no page of ours leads home', () => {
  for (const away of ['', '/', '//evil.example', 'https://evil.example', '/\\evil.example']) {
    expect(inSession(id, away)).toBe(`/_console/${id}/home`);
  }
});
