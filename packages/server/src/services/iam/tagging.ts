/**
 * Tags of IAM entities: AWS's rules and texts, the same for every entity that has them. Lengths and
 * characters are constraints (`tags`, `tagKeys` in constraints.ts); what takes the whole list is
 * here. Pages: IAM UG "Tags for IAM resources" (limits); IAM API Reference "TagUser", "UntagUser".
 */
import type { Tag } from '@aws-sdk/client-iam';
import { InvalidInputException$, LimitExceededException$ } from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import type { Tags } from '../../data/tags.ts';
import { mergeTags, removeTags } from '../../data/tags.ts';
import type { PagingInput, PagingOutput } from './paging.ts';
import { pageOf } from './paging.ts';

const tagsMax = 50;
const reservedPrefix = /^aws:/i;

export function checkReservedKeys(tags: Tags): void {
  if (!tags.some((tag) => reservedPrefix.test(tag.key))) return;
  throw fail(
    InvalidInputException$,
    'aws: prefixed tag key names are not allowed for external use.',
  );
}

/** Tags of a request as they are stored; throws in AWS's words when they may not be. */
export function tagsOf(list: readonly Tag[] | undefined): Tags {
  const tags = requestTagsOf(list);
  checkReservedKeys(tags);
  if (new Set(tags.map((tag) => tag.key.toLowerCase())).size < tags.length) {
    throw fail(
      InvalidInputException$,
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    );
  }
  return tags;
}

/** The same without judging, for access rules: a caller without permission learns that first. */
export function requestTagsOf(list: readonly Tag[] | undefined): Tags {
  return (list ?? []).map((tag) => ({ key: tag.Key ?? '', value: tag.Value ?? '' }));
}

/** Tags of an entity after Tag…; throws LimitExceeded past fifty. */
export function withTags(current: Tags, list: readonly Tag[] | undefined): Tags {
  const merged = mergeTags(current, tagsOf(list));
  if (merged.length > tagsMax) {
    throw fail(LimitExceededException$, 'The number of tags has reached the maximum limit.');
  }
  return merged;
}

/** Tags of an entity after Untag…; keys that it does not have are no error. */
export function withoutTags(current: Tags, keys: readonly string[] | undefined): Tags {
  return removeTags(current, keys ?? []);
}

/** `Tags` of an answer about an entity. */
export function tagsToWire(tags: Tags): Tag[] {
  return tags.map((tag) => ({ Key: tag.key, Value: tag.value }));
}

/** `Tags` where AWS leaves the member out when there are none (Create…, Get…). */
export function tagsMember(tags: Tags): { Tags?: Tag[] } {
  return tags.length === 0 ? {} : { Tags: tagsToWire(tags) };
}

/** Answer of List…Tags: sorted by key. */
export function tagPage(tags: Tags, input: PagingInput): { Tags: Tag[] } & PagingOutput {
  const { items, ...paging } = pageOf(tags, input, (tag) => tag.key);
  return { Tags: tagsToWire(items), ...paging };
}
