/**
 * Cross-origin rules: what PutBucketCors accepts and which rule a request matches. Nothing is
 * normalised, and a pattern has at most one wildcard, which also stands for nothing at all. Pages:
 * S3 API Reference "PutBucketCors", "CORSRule"; S3 UG "Elements of a CORS configuration"; texts and
 * what no page says (case of header names, their order) as in recorded answers.
 */
import type { CORSRule as WireRule } from '@aws-sdk/client-s3';
import { failWith } from '@hallpass/wire';
import type { CorsRule } from '../../data/bucket-cors.ts';
import { malformedXml } from './errors.ts';

const rulesMax = 100;
const idCharactersMax = 255;
const methods = new Set(['GET', 'PUT', 'HEAD', 'POST', 'DELETE']);

const hasManyWildcards = (pattern: string): boolean =>
  pattern.indexOf('*') !== pattern.lastIndexOf('*');

function checkWildcards(element: string, patterns: readonly string[]): void {
  for (const pattern of patterns) {
    if (!hasManyWildcards(pattern)) continue;
    const text = `${element} "${pattern}" can not have more than one wildcard.`;
    throw failWith('InvalidRequest', text);
  }
}

function checkRule({ id, allowedMethods, exposeHeaders, ...rule }: CorsRule): void {
  if (allowedMethods.length === 0 || rule.allowedOrigins.length === 0) throw malformedXml();
  if (id !== undefined && id.length > idCharactersMax) {
    const text = `The ID value can be up to ${idCharactersMax} characters long. Invalid ID is "${id}"`;
    throw failWith('InvalidRequest', text);
  }
  for (const method of allowedMethods) {
    if (methods.has(method)) continue;
    const text = `Found unsupported HTTP method in CORS config. Unsupported method is ${method}`;
    throw failWith('InvalidRequest', text);
  }
  checkWildcards('AllowedOrigin', rule.allowedOrigins);
  checkWildcards('AllowedHeader', rule.allowedHeaders);
  for (const header of exposeHeaders) {
    if (!header.includes('*')) continue;
    const text = `ExposeHeader "${header}" contains wildcard. We currently do not support wildcard for ExposeHeader.`;
    throw failWith('InvalidRequest', text);
  }
}

function readRule(rule: WireRule): CorsRule {
  return {
    ...(rule.ID === undefined ? {} : { id: rule.ID }),
    allowedOrigins: rule.AllowedOrigins ?? [],
    allowedMethods: rule.AllowedMethods ?? [],
    allowedHeaders: rule.AllowedHeaders ?? [],
    exposeHeaders: rule.ExposeHeaders ?? [],
    ...(rule.MaxAgeSeconds === undefined ? {} : { maxAgeSeconds: rule.MaxAgeSeconds }),
  };
}

export function readCorsRules(given: readonly WireRule[] | undefined): readonly CorsRule[] {
  if (given === undefined || given.length === 0) throw malformedXml();
  if (given.length > rulesMax) {
    const text = `The number of CORS rules should not exceed allowed limit of ${rulesMax} rules.`;
    throw failWith('InvalidRequest', text);
  }
  const rules = given.map(readRule);
  for (const rule of rules) checkRule(rule);
  return rules;
}

/** Only what was set is shown. */
export function corsRuleOutput(rule: CorsRule): WireRule {
  const { id, allowedHeaders, exposeHeaders, maxAgeSeconds } = rule;
  return {
    ...(id === undefined ? {} : { ID: id }),
    AllowedMethods: [...rule.allowedMethods],
    AllowedOrigins: [...rule.allowedOrigins],
    ...(allowedHeaders.length === 0 ? {} : { AllowedHeaders: [...allowedHeaders] }),
    ...(exposeHeaders.length === 0 ? {} : { ExposeHeaders: [...exposeHeaders] }),
    ...(maxAgeSeconds === undefined ? {} : { MaxAgeSeconds: maxAgeSeconds }),
  };
}

export function matchesPattern(pattern: string, text: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === text;
  const [start, end] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}

/** What a page asks for, or what its browser asks for it. */
export interface CorsRequest {
  readonly origin: string;
  readonly method: string;
  /** In lower case. */
  readonly headers: readonly string[];
}

function matches(rule: CorsRule, { origin, method, headers }: CorsRequest): boolean {
  return (
    rule.allowedMethods.includes(method) &&
    rule.allowedOrigins.some((pattern) => matchesPattern(pattern, origin)) &&
    headers.every((header) =>
      rule.allowedHeaders.some((pattern) => matchesPattern(pattern.toLowerCase(), header)),
    )
  );
}

export function matchingRule(
  rules: readonly CorsRule[],
  request: CorsRequest,
): CorsRule | undefined {
  return rules.find((rule) => matches(rule, request));
}
