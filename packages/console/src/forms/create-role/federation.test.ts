import { expect, test } from 'vitest';
import { audienceKey, githubSubject, isGithub } from './federation.ts';

const github = 'arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com';

test('the key of the audience begins with the issuer', () => {
  expect(audienceKey(github)).toBe('token.actions.githubusercontent.com:aud');
  const path = 'arn:aws:iam::111111111111:oidc-provider/id.example.com/realms/main';
  expect(audienceKey(path)).toBe('id.example.com/realms/main:aud');
  expect(audienceKey('graph.facebook.com')).toBe('graph.facebook.com:app_id');
  expect(audienceKey('accounts.google.com')).toBe('accounts.google.com:aud');
});

test('the subjects of GitHub narrow down to a branch', () => {
  expect(isGithub(github)).toBe(true);
  expect(isGithub('accounts.google.com')).toBe(false);
  const subject = (organization: string, repository = '', branch = '') =>
    githubSubject({ organization, repository, branch });
  expect(subject('org')).toBe('repo:org/*');
  expect(subject('org', 'repo')).toBe('repo:org/repo:*');
  expect(subject('org', 'repo', 'main')).toBe('repo:org/repo:ref:refs/heads/main');
  expect(subject('org', '', 'main')).toBe('repo:org/*:ref:refs/heads/main');
});
