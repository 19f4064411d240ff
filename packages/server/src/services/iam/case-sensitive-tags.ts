/**
 * Tags of customer managed policies and instance profiles: unlike those of users and roles, their
 * keys differ by case. Page: IAM UG "Tags for IAM resources" (case sensitivity).
 */
import type { Tag } from '@aws-sdk/client-iam';
import { InvalidInputException$, LimitExceededException$ } from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import type { Tags } from '../../data/tags.ts';
import { checkReservedKeys, requestTagsOf } from './tagging.ts';

const tagsMax = 50;

/** Tags of a request as they are stored; throws in AWS's words when they may not be. */
export function caseSensitiveTagsOf(list: readonly Tag[] | undefined): Tags {
  const tags = requestTagsOf(list);
  checkReservedKeys(tags);
  if (new Set(tags.map((tag) => tag.key)).size < tags.length) {
    throw fail(InvalidInputException$, 'Duplicate tag keys found.');
  }
  return tags;
}

/** Tags after Tag…; throws LimitExceeded past fifty. */
export function withCaseSensitiveTags(current: Tags, list: readonly Tag[] | undefined): Tags {
  const byKey = new Map([...current, ...caseSensitiveTagsOf(list)].map((tag) => [tag.key, tag]));
  if (byKey.size > tagsMax) {
    throw fail(LimitExceededException$, 'The number of tags has reached the maximum limit.');
  }
  return [...byKey.values()];
}

/** Tags after Untag…; keys that are not there are no error. */
export function withoutCaseSensitiveTags(current: Tags, keys: readonly string[] | undefined): Tags {
  const gone = new Set(keys);
  return current.filter((tag) => !gone.has(tag.key));
}
