import { expect, test } from 'vitest';
import { sessionPaths } from '../paths/paths.ts';
import { activeHref, navigationOf } from './navigation.ts';

const paths = sessionPaths('111111111111-a1b2c3d4e5');
const iam = { href: paths.iam() };

test.each([
  ['a list', paths.users(), [iam], paths.users()],
  ['a thing of a list', paths.user('David'), [iam, { href: paths.users() }], paths.users()],
  ['a form', `${paths.iam()}/create-role`, [iam, { href: paths.roles() }], paths.roles()],
  [
    'a page of a thing',
    `${paths.user('David')}/inline-policy`,
    [iam, { href: paths.user('David') }],
    paths.users(),
  ],
  ['the service itself', paths.iam(), [], paths.iam()],
])('%s is marked in the navigation', (_, pathname, crumbs, expected) => {
  expect(activeHref(navigationOf('iam', paths), pathname, crumbs)).toBe(expected);
});

test('a bucket is below the buckets, an account below the organization', () => {
  const buckets = [{ href: paths.buckets() }];
  const bucket = `${paths.buckets()}/productionapp`;
  expect(activeHref(navigationOf('s3', paths), bucket, buckets)).toBe(paths.buckets());
  const account = `${paths.organizations()}/accounts/111111111111`;
  const above = [{ href: paths.organizations() }];
  expect(activeHref(navigationOf('organizations', paths), account, above)).toBe(
    paths.organizations(),
  );
});
