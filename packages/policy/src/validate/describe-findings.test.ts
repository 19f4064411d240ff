import { expect, it } from 'vitest';
import { defaultJsonLimits } from '../json/parse-json.ts';
import type { Catalogue } from './catalogue.ts';
import { describeFindings } from './describe-findings.ts';
import type { ValidatePolicyOptions } from './options.ts';
import { validatePolicy } from './validate-policy.ts';

const nothing: Catalogue = {
  services: new Set(['s3']),
  service: () => undefined,
  arns: () => undefined,
  keyPrefixes: new Map(),
};

const validate = (text: string, policyType: ValidatePolicyOptions['policyType']) =>
  validatePolicy(text, { policyType }, nothing);

it('underlines the first line of what is long, and each of several places', () => {
  const text = `{
  "Statement": {
    "Effect": "Deny",
    "Action": ["*", "*"],
    "Resource": "*"
  }
}`;
  expect(describeFindings(text, validate(text, 'IDENTITY_POLICY'))).toBe(
    `1:1 warning MISSING_VERSION
  Add the Version element: without it the policy is of version 2008-10-17.
  1 | {
    | ^

4:16 suggestion REDUNDANT_ACTION
  Of these 2 actions one says all that is needed. What can go is, for instance, *.
  4 |     "Action": ["*", "*"],
    |                ^^^
  4 |     "Action": ["*", "*"],
    |                     ^^^
`,
  );
});

it('paints by how bad it is', () => {
  const text = '{"Version":"2012-10-17"}';
  const shown = describeFindings(text, validate(text, 'IDENTITY_POLICY'), {
    paint: (tone, plain) => `<${tone}>${plain}</>`,
  });
  expect(shown).toContain('1:1 <bad>error</> MISSING_STATEMENT');
});

const sizes = [
  ['IDENTITY_POLICY', 10_240, 'POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA'],
  ['RESOURCE_POLICY', 20_480, 'POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA'],
  ['SERVICE_CONTROL_POLICY', 10_240, 'POLICY_SIZE_EXCEEDS_SCP_QUOTA'],
  ['RESOURCE_CONTROL_POLICY', 5120, 'POLICY_SIZE_EXCEEDS_RCP_QUOTA'],
] as const;

/** Exactly so many characters, in a text that is not looked at. */
function ofSize(characters: number): string {
  const empty = JSON.stringify({ Version: '2012-10-17', Id: '', Statement: [{}] });
  return empty.replace('"Id":""', `"Id":"${'x'.repeat(characters - empty.length)}"`);
}

it.each(sizes)('%s may have %i characters', (policyType, characters, code) => {
  const codes = (text: string) => validate(text, policyType).map(({ issueCode }) => issueCode);
  expect(codes(ofSize(characters))).not.toContain(code);
  expect(codes(ofSize(characters + 1))).toContain(code);
  // IAM and S3 do not count white space; Organizations counts what is sent.
  const isCounted = policyType.includes('CONTROL');
  expect(codes(ofSize(characters).replace('{', '{\n')).includes(code)).toBe(isCounted);
});

it('knows the quota of role trust policies', () => {
  const text = ofSize(2049).replace(
    '[{}]',
    '[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}]',
  );
  expect(validate(text, 'RESOURCE_POLICY').map(({ issueCode }) => issueCode)).toContain(
    'POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA',
  );
});

it('looks at no more than the engine reads', () => {
  expect(
    validate(' '.repeat(defaultJsonLimits.charactersMax + 1), 'IDENTITY_POLICY'),
  ).toMatchObject([
    { issueCode: 'POLICY_SIZE_EXCEEDS_VALIDATE_POLICY_MAXIMUM', findingType: 'ERROR' },
  ]);
});
