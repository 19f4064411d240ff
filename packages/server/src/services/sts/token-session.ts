/**
 * What a web identity token asks for the session beside the role: tags and a source identity, in
 * claims of AWS's own names. Page: IAM UG "Pass session tags in AWS STS"
 * (AssumeRoleWithWebIdentity); "Monitor and control actions taken with assumed roles".
 */
import { InvalidIdentityTokenException$ } from '@aws-sdk/client-sts';
import type { AwsError } from '@hallpass/wire';
import { fail } from '@hallpass/wire';
import type { JWTPayload } from 'jose';
import { findTag } from '../../data/tags.ts';
import type { Tags } from '../../data/tags.ts';
import { tagsMax } from './constraints.ts';
import { sessionTags } from './session-request.ts';

const tagsClaim = 'https://aws.amazon.com/tags';
const sourceIdentityClaim = 'https://aws.amazon.com/source_identity';
const sourceIdentityPattern = /^[\w+=,.@-]{2,64}$/;
const tagKeyPattern = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const tagValuePattern = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

export interface TokenSession {
  readonly tags: Tags;
  readonly transitiveTagKeys: readonly string[];
  readonly sourceIdentity?: string;
}

function invalidClaim(claim: string): AwsError {
  return fail(InvalidIdentityTokenException$, `The claim ${claim} of the token is not valid.`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `{ "team": ["red"] }`: each tag has one value. */
function tagsIn(claim: Readonly<Record<string, unknown>>): Tags {
  const stated = claim['principal_tags'] ?? {};
  if (!isObject(stated)) throw invalidClaim(tagsClaim);
  const list = Object.entries(stated).map(([Key, values]) => {
    const [Value, ...more] = Array.isArray(values) ? (values as unknown[]) : [values];
    if (typeof Value !== 'string' || more.length > 0) throw invalidClaim(tagsClaim);
    if (!tagKeyPattern.test(Key) || !tagValuePattern.test(Value)) throw invalidClaim(tagsClaim);
    return { Key, Value };
  });
  if (list.length > tagsMax) throw invalidClaim(tagsClaim);
  return sessionTags(list);
}

export function tokenSession(payload: JWTPayload): TokenSession {
  const { [tagsClaim]: claim = {}, [sourceIdentityClaim]: source } = payload;
  if (!isObject(claim)) throw invalidClaim(tagsClaim);
  const tags = tagsIn(claim);
  const transitive: unknown = claim['transitive_tag_keys'] ?? [];
  if (!Array.isArray(transitive)) throw invalidClaim(tagsClaim);
  const transitiveTagKeys = transitive.filter((key): key is string => typeof key === 'string');
  const unknown = transitiveTagKeys.some((key) => findTag(tags, key) === undefined);
  if (unknown || transitiveTagKeys.length < transitive.length) throw invalidClaim(tagsClaim);
  if (source === undefined) return { tags, transitiveTagKeys };
  if (typeof source !== 'string' || !sourceIdentityPattern.test(source)) {
    throw invalidClaim(sourceIdentityClaim);
  }
  return { tags, transitiveTagKeys, sourceIdentity: source };
}
