import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../syntax/parse-policy.ts';
import { compilePrincipal } from './principal.ts';
import type { PrincipalMatcher } from './principal.ts';

function compile(...names: readonly string[]): PrincipalMatcher {
  const { document } = parsePolicy(
    JSON.stringify({ Statement: { Effect: 'Allow', Principal: { AWS: names }, Action: '*' } }),
  );
  const element = document?.statements[0]?.principal;
  if (element === undefined) throw new Error('no principal');
  return compilePrincipal(element, false);
}

describe('accounts among principals', () => {
  it('are twelve digits, or the ARN of the root', () => {
    const { accounts, names } = compile('111111111111', 'arn:aws-cn:iam::222222222222:root');
    expect([...accounts]).toEqual([
      ['111111111111', ''],
      ['222222222222', 'aws-cn'],
    ]);
    expect([...names]).toEqual([]);
  });

  it.each([
    '1111111111112',
    'x111111111111',
    '111111111111x',
    'arn:aws:iam::1111111111112:root',
    'arn:aws:iam::111111111111:rooted',
    'arn:aws:iam::111111111111:user/root',
  ])('%s is a name', (name) => {
    const { accounts, names } = compile(name);
    expect([...accounts]).toEqual([]);
    expect([...names]).toEqual([name]);
  });

  it('the bare digits, good for any partition, outlast a root ARN', () => {
    const root = 'arn:aws-cn:iam::111111111111:root';
    expect(compile('111111111111', root).accounts.get('111111111111')).toBe('');
    expect(compile(root, '111111111111').accounts.get('111111111111')).toBe('');
  });
});
