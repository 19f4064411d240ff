/**
 * The checks of AssumeRole that are not policy: the ARN, chaining, durations, inherited tags.
 * Pages: STS API Reference "AssumeRole"; IAM UG "Role chaining", "Chaining roles with session
 * tags".
 */
import type { AssumeRoleRequest } from '@aws-sdk/client-sts';
import { failWith } from '@hallpass/wire';
import type { AuthenticatedCaller } from '../../authenticate/caller.ts';
import type { ArnParts } from '../../data/arns.ts';
import { parseArn } from '../../data/arns.ts';
import { isAccountId } from '../../data/new-account.ts';
import type { RoleRecord } from '../../data/roles.ts';
import type { Tags } from '../../data/tags.ts';
import { findTag, mergeTags } from '../../data/tags.ts';

const defaultDurationSeconds = 3600;
/** A role session assumed by a role session lasts an hour at most, whatever the role allows. */
const chainedDurationSecondsMax = 3600;

export function roleArnParts(arn: string): ArnParts {
  const parts = parseArn(arn);
  const valid =
    parts?.service === 'iam' && parts.resource.startsWith('role/') && isAccountId(parts.accountId);
  if (!valid) throw failWith('ValidationError', `${arn} is invalid`);
  return parts;
}

const noTags: Tags = [];

/** Tags that the calling session hands on, whether the caller wants it or not. */
function inheritedTags(caller: AuthenticatedCaller): Tags {
  const keys = caller.session?.transitiveTagKeys;
  if (keys === undefined) return noTags;
  const tags = caller.session?.tags ?? [];
  return keys.flatMap((key) => findTag(tags, key) ?? []);
}

export interface SessionTagging {
  /** Of the new session: handed on and given. */
  readonly tags: Tags;
  readonly transitiveTagKeys: readonly string[];
}

const noTagging: SessionTagging = { tags: noTags, transitiveTagKeys: [] };

export function sessionTagging(
  caller: AuthenticatedCaller,
  given: Tags,
  transitive: readonly string[],
): SessionTagging {
  const inherited = inheritedTags(caller);
  if (inherited.length + given.length + transitive.length === 0) return noTagging;
  const clash = given.find((tag) => findTag(inherited, tag.key) !== undefined);
  if (clash !== undefined) {
    throw failWith(
      'InvalidParameterValue',
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive " +
        `tag key from the calling session. Transitive tag keys: ${clash.key}`,
    );
  }
  const handedOn = new Set(inherited);
  for (const key of transitive) {
    const tag = findTag(given, key);
    if (tag === undefined) {
      throw failWith(
        'InvalidParameterValue',
        'The specified transitive tag key must be included in the requested tags.',
      );
    }
    handedOn.add(tag);
  }
  return {
    tags: mergeTags(inherited, given),
    transitiveTagKeys: [...handedOn].map((tag) => tag.key),
  };
}

/** Once set, a source identity stays for the whole chain. */
export function sourceIdentity(
  caller: AuthenticatedCaller,
  input: AssumeRoleRequest,
): string | undefined {
  const held = caller.session?.sourceIdentity;
  if (held === undefined) return input.SourceIdentity;
  if (input.SourceIdentity !== undefined && input.SourceIdentity !== held) {
    throw failWith('AccessDenied', 'Source identity cannot be changed once it has been set.');
  }
  return held;
}

/** Seconds. Above the role's own maximum, or an hour in a chain, is an error and not cut. */
export function sessionDurationSeconds(
  caller: AuthenticatedCaller,
  role: RoleRecord,
  input: AssumeRoleRequest,
): number {
  const wanted = input.DurationSeconds ?? defaultDurationSeconds;
  if (caller.kind === 'assumed-role' && wanted > chainedDurationSecondsMax) {
    throw failWith(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  }
  if (wanted > role.maxSessionDurationSeconds) {
    throw failWith(
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  }
  return wanted;
}
