import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonNode } from '../json/json-node.ts';
import { parseJson } from '../json/parse-json.ts';
import type { Span } from '../types.ts';
import type { Catalogue, ServiceFacts } from './catalogue.ts';
import type { Finding, FindingLocation, FindingPathElement } from './finding.ts';
import type { IssueCode } from './issue-codes.ts';
import { findingTypeOf, issueCodes, learnMoreLink } from './issue-codes.ts';
import type { ValidatePolicyOptions } from './options.ts';
import { validatePolicy } from './validate-policy.ts';

const folder = join(import.meta.dirname, '../../vectors/validate');

const readJson = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));

interface StoredCatalogue {
  readonly services: readonly ServiceFacts[];
  readonly keyPrefixes: Readonly<Record<string, readonly string[]>>;
}

function smallCatalogue(): Catalogue {
  const { services, keyPrefixes } = readJson('catalogue.json') as StoredCatalogue;
  const byPrefix = new Map(services.map((facts) => [facts.prefix, facts]));
  const arns = Map.groupBy(
    services.flatMap(({ resourceTypes }) => resourceTypes.map(({ arn }) => arn)),
    (arn) => arn.split(':')[2] ?? '',
  );
  return {
    services: new Set(byPrefix.keys()),
    service: (prefix) => byPrefix.get(prefix),
    arns: (service) => arns.get(service),
    keyPrefixes: new Map(Object.entries(keyPrefixes)),
  };
}

const catalogue = smallCatalogue();

interface Written {
  readonly as?: string;
  /** Members of the only statement; null takes one away. */
  readonly with?: Readonly<Record<string, unknown>>;
  readonly policy?: unknown;
  readonly text?: string;
  /** Other codes that are found. */
  readonly also?: readonly IssueCode[];
}

interface Case extends Written {
  readonly code: IssueCode;
  readonly name?: string;
  /** The text at each location. */
  readonly at?: readonly string[];
  /** The same put right: the code is not found. */
  readonly instead: Written;
}

const object = 'arn:aws:s3:::amzn-s3-demo-bucket/*';
const principal = { AWS: '111122223333' };

interface Kind {
  readonly options: ValidatePolicyOptions;
  readonly statement: Readonly<Record<string, unknown>>;
}

const resource: Kind = {
  options: { policyType: 'RESOURCE_POLICY' },
  statement: { Effect: 'Allow', Principal: principal, Action: 's3:GetObject', Resource: object },
};
const trust: Kind = {
  options: { policyType: 'RESOURCE_POLICY' },
  statement: { Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' },
};

const kinds: Readonly<Record<string, Kind>> = {
  identity: {
    options: { policyType: 'IDENTITY_POLICY' },
    statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: object },
  },
  resource,
  bucket: { ...resource, options: { ...resource.options, resourceType: 'AWS::S3::Bucket' } },
  table: {
    options: { policyType: 'RESOURCE_POLICY', resourceType: 'AWS::DynamoDB::Table' },
    statement: { Effect: 'Allow', Principal: principal, Action: 'dynamodb:GetItem' },
  },
  trust,
  'trust-of-type': {
    ...trust,
    options: { ...trust.options, resourceType: 'AWS::IAM::AssumeRolePolicyDocument' },
  },
  oidc: {
    ...trust,
    statement: {
      Effect: 'Allow',
      Principal: { Federated: 'accounts.google.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { 'accounts.google.com:aud': '66677788899900pro0' } },
    },
  },
  scp: {
    options: { policyType: 'SERVICE_CONTROL_POLICY' },
    statement: { Effect: 'Deny', Action: 's3:GetObject', Resource: '*' },
  },
  rcp: {
    options: { policyType: 'RESOURCE_CONTROL_POLICY' },
    statement: { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' },
  },
};

function kindOf(name: string): Kind {
  const kind = kinds[name];
  if (kind === undefined) throw new Error(`no kind ${name}`);
  return kind;
}

function textOf(written: Written, { statement }: Kind): string {
  if (written.text !== undefined) return written.text;
  const merged = Object.entries({ ...statement, ...written.with }).filter(
    ([, value]) => value !== null,
  );
  const policy = written.policy ?? {
    Version: '2012-10-17',
    Statement: [Object.fromEntries(merged)],
  };
  return JSON.stringify(policy, undefined, 2);
}

/** The span that a path names, found anew; `undefined` when it leads nowhere. */
function resolvePath(node: JsonNode, path: readonly FindingPathElement[]): Span | undefined {
  const [element, ...rest] = path;
  if (element === undefined) return node.span;
  if (element.substring !== undefined) return node.span;
  if (element.index !== undefined) {
    const item = node.kind === 'array' ? node.items[element.index] : undefined;
    return item && resolvePath(item, rest);
  }
  const name = element.key ?? element.value;
  const members = node.kind === 'object' ? node.members.filter(({ key }) => key === name) : [];
  const member = members.at(-1);
  if (element.key !== undefined) return member?.keySpan;
  return member && resolvePath(member.value, rest);
}

function expectPlaced(text: string, { path, span }: FindingLocation): void {
  const { root } = parseJson(text);
  if (root === undefined || root.kind !== 'object') return;
  const named = resolvePath(root, path);
  if (path.at(-1)?.substring === undefined) {
    expect(span).toEqual(named);
    return;
  }
  const { start = 0, length = 0 } = path.at(-1)?.substring ?? {};
  const whole = text.slice((named?.start.offset ?? 0) + 1, (named?.end.offset ?? 0) - 1);
  const part = text.slice(span.start.offset, span.end.offset);
  expect(part).toBe(whole.slice(start, start + length));
}

function expectSound(text: string, findings: readonly Finding[]): void {
  for (const finding of findings) {
    expect(finding.findingType).toBe(findingTypeOf(finding.issueCode));
    expect(finding.learnMoreLink).toBe(learnMoreLink(finding.issueCode));
    expect(finding.findingDetails).toMatch(/\S.*[.?]$/);
    expect(finding.locations.length).toBeGreaterThan(0);
    for (const location of finding.locations) expectPlaced(text, location);
  }
}

const files = readdirSync(folder).filter(
  (name) => name.endsWith('.json') && name !== 'catalogue.json',
);

const cases = files.flatMap((file) =>
  (readJson(file) as { readonly cases: readonly Case[] }).cases.map((one) => ({
    title: `${file}: ${one.code}${one.name === undefined ? '' : `, ${one.name}`}`,
    one,
  })),
);

const codesOf = (findings: readonly Finding[]): readonly string[] =>
  [...new Set(findings.map(({ issueCode }) => issueCode))].toSorted();

describe('vectors of findings', () => {
  it.each(cases)('$title', ({ one }) => {
    const kind = kindOf(one.as ?? 'identity');
    const text = textOf(one, kind);
    const findings = validatePolicy(text, kind.options, catalogue);
    expect(codesOf(findings)).toEqual([one.code, ...(one.also ?? [])].toSorted());
    expectSound(text, findings);
    if (one.at === undefined) return;
    const found = findings.find(({ issueCode }) => issueCode === one.code);
    const places = found?.locations.map(({ span }) =>
      text.slice(span.start.offset, span.end.offset),
    );
    expect(places).toEqual(one.at);
  });

  it.each(cases)('$title: put right', ({ one }) => {
    const kind = kindOf(one.instead.as ?? one.as ?? 'identity');
    const findings = validatePolicy(textOf(one.instead, kind), kind.options, catalogue);
    expect(codesOf(findings)).toEqual((one.instead.also ?? []).toSorted());
  });

  it('shows every code, but those of sizes', () => {
    const shown = new Set<string>(cases.map(({ one }) => one.code));
    const missing = issueCodes.filter((code) => !shown.has(code));
    expect(missing.filter((code) => !code.startsWith('POLICY_SIZE'))).toEqual([]);
  });
});
