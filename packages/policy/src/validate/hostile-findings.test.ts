import { countSteps } from '../../test/count-steps.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalogue, ServiceFacts } from './catalogue.ts';
import { covers, overlaps } from './overlap.ts';
import type { ValidatePolicyOptions } from './options.ts';
import { validatedPolicyTypes, validatedResourceTypes } from './options.ts';
import { validatePolicy } from './validate-policy.ts';

/** As large as EC2: what wildcards in actions are compared with. */
const large: ServiceFacts = {
  prefix: 'ec2',
  actions: Array.from({ length: 750 }, (_, index) => ({
    name: `DescribeSomeKindOfResource${index}`,
    accessLevel: 'List',
    resourceTypes: ['instance'],
    conditionKeys: [],
  })),
  resourceTypes: [],
  conditionKeys: [],
};

const largeArns = Array.from(
  { length: 150 },
  (_, index) => `arn:\${Partition}:ec2:\${Region}:\${Account}:kind${index}/\${Name}`,
);

const catalogue: Catalogue = {
  services: new Set(['ec2', ...Array.from({ length: 400 }, (_, index) => `service${index}`)]),
  service: (prefix) => (prefix === 'ec2' ? large : undefined),
  arns: (service) => (service === 'ec2' ? largeArns : undefined),
  keyPrefixes: new Map([['saml', ['sts']]]),
};

const everyOption: readonly ValidatePolicyOptions[] = [
  ...validatedPolicyTypes.map((policyType) => ({ policyType })),
  ...validatedResourceTypes.map((resourceType) => ({
    policyType: 'RESOURCE_POLICY' as const,
    resourceType,
  })),
];

const identity: ValidatePolicyOptions = { policyType: 'IDENTITY_POLICY' };

function statement(members: object): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'ec2:*', Resource: '*', ...members }],
  });
}

const repeat = (count: number, make: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Each close to the largest text that is read. */
const hostile: Readonly<Record<string, string>> = {
  'patterns of actions': statement({ Action: repeat(4000, (i) => `ec2:*a*b*c*${i}*z*`) }),
  'patterns that hold each other': statement({
    Action: repeat(1900, (i) => `ec2:${'*a'.repeat(1 + (i % 20))}*`),
  }),
  'misspelt actions': statement({ Action: repeat(4000, (i) => `ec2:DescribeSomeKindOfRes${i}`) }),
  'misspelt services': statement({ Action: repeat(8000, (i) => `servise${i}:A`) }),
  'patterns of ARNs': statement({
    Resource: repeat(1500, (i) => `arn:aws:ec2:*:*:${'*k'.repeat(25)}${i}`),
  }),
  'one long ARN': statement({ Resource: `arn:aws:ec2:*:*:${'*/'.repeat(60_000)}x` }),
  'one long action': statement({ Action: `ec2:${'*a'.repeat(60_000)}b` }),
  'half a variable': statement({ Resource: `arn:aws:ec2:::${'${'.repeat(60_000)}` }),
  'many variables': statement({ Resource: `arn:aws:ec2:::${'${a}'.repeat(30_000)}` }),
  'many statements': JSON.stringify({
    Version: '2012-10-17',
    Statement: Array.from({ length: 2500 }, () => ({ Effect: 'Allow', Action: '*' })),
  }),
  'many keys': statement({
    Condition: {
      StringLike: Object.fromEntries(
        repeat(4000, (i) => `aws:PrincipalTag/${i}`).map((k) => [k, '*']),
      ),
    },
  }),
  'many addresses': statement({
    Condition: { IpAddress: { 'aws:SourceIp': repeat(6000, (i) => `10.0.${i % 256}.7/24`) } },
  }),
  'many numbers': statement({
    Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': repeat(20_000, String) } },
  }),
  'long provider': JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Federated: `${'a.'.repeat(60_000)}b` },
      Action: 'sts:AssumeRoleWithWebIdentity',
    },
  }),
  'deep nesting': '[{"a":'.repeat(15_000),
};

/** Patterns are compared with all that the catalogue knows: 750 actions, 150 kinds of resources. */
const stepsPerCharacter = 500;

describe('findings about hostile documents', () => {
  it.each(Object.entries(hostile))('%s: in steps bounded by its length', (_name, text) => {
    for (const options of [identity, { policyType: 'RESOURCE_POLICY' } as const]) {
      const steps = countSteps(() => validatePolicy(text, options, catalogue));
      expect(steps).toBeLessThan(stepsPerCharacter * text.length);
    }
  });

  it('never throws, whatever the document', () => {
    const word = fc.constantFrom(
      'Version',
      'Statement',
      'Sid',
      'Effect',
      'Allow',
      'Principal',
      'NotPrincipal',
      'AWS',
      'Federated',
      'Service',
      'Action',
      'NotAction',
      'ec2:*',
      'sts:AssumeRole',
      'Resource',
      'arn:aws:ec2:::${',
      'Condition',
      'StringLike',
      'ForAnyValue:Null',
      'IpAddress',
      'aws:SourceIp',
      'aws:PrincipalTag/',
      '10.0.0.1/8',
      '*',
      '',
      '__proto__',
      '\ud800',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        word,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(word, tie('tree'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(tree, fc.constantFrom(...everyOption), (value, options) => {
        const findings = validatePolicy(JSON.stringify(value), options, catalogue);
        expect(findings.every(({ findingDetails }) => findingDetails !== '')).toBe(true);
      }),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...everyOption), (text, options) => {
        validatePolicy(text, options, catalogue);
      }),
    );
  });
});

const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });
const texts = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 7 });

const matches = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);

describe('patterns against patterns', () => {
  it('covers only what it matches all of', () => {
    fc.assert(
      fc.property(patterns, patterns, texts, (outer, inner, text) => {
        if (covers(outer, inner) && matches(inner, text)) expect(matches(outer, text)).toBe(true);
      }),
      { numRuns: 20_000 },
    );
  });

  it('covers a text exactly when it matches it', () => {
    fc.assert(
      fc.property(patterns, texts, (outer, text) => {
        expect(covers(outer, text)).toBe(matches(outer, text));
      }),
    );
  });

  it('overlaps whenever there is a common text', () => {
    fc.assert(
      fc.property(patterns, patterns, texts, (a, b, text) => {
        if (matches(a, text) && matches(b, text)) expect(overlaps(a, b)).toBe(true);
        expect(overlaps(a, b)).toBe(overlaps(b, a));
      }),
      { numRuns: 20_000 },
    );
  });
});
