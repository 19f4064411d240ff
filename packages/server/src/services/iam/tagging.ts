/**
 * Tags of IAM entities: AWS's rules and texts, the same for every entity that has them.
 * Pages: IAM UG "Tags for IAM resources" (limits); IAM API Reference "TagUser", "UntagUser".
 */
import type { Tag } from '@aws-sdk/client-iam';
import { InvalidInputException$, LimitExceededException$ } from '@aws-sdk/client-iam';
import { fail, failWith } from '@hallpass/wire';
import type { Tags } from '../../data/tags.ts';
import { mergeTags, removeTags } from '../../data/tags.ts';
import type { PagingInput, PagingOutput } from './paging.ts';
import { pageOf } from './paging.ts';

const tagsMax = 50;
const keyCharactersMax = 128;
const valueCharactersMax = 256;
const keyPattern = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u;
const valuePattern = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const reservedPrefix = /^aws:/i;

/** AWS's frame for one violated constraint. */
function violation(at: string, value: string, constraint: string): Error {
  const text = `Value '${value}' at '${at}' failed to satisfy constraint: ${constraint}`;
  return failWith('ValidationError', `1 validation error detected: ${text}`);
}

function checkKey(key: string, at: string): void {
  if (key.length < 1) {
    throw violation(at, key, 'Member must have length greater than or equal to 1');
  }
  if (key.length > keyCharactersMax) {
    throw violation(at, key, `Member must have length less than or equal to ${keyCharactersMax}`);
  }
  if (!keyPattern.test(key)) {
    throw violation(
      at,
      key,
      'Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+',
    );
  }
}

function checkValue(value: string, at: string): void {
  if (value.length > valueCharactersMax) {
    throw violation(
      at,
      value,
      `Member must have length less than or equal to ${valueCharactersMax}`,
    );
  }
  if (!valuePattern.test(value)) {
    throw violation(
      at,
      value,
      'Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*',
    );
  }
}

function checkCount(count: number, at: string): void {
  if (count > tagsMax) {
    throw violation(at, '', `Member must have length less than or equal to ${tagsMax}`);
  }
}

function checkTag(tag: Tag, index: number): void {
  const at = `tags.${index + 1}.member`;
  if (tag.Key === undefined || tag.Value === undefined) {
    const member = tag.Key === undefined ? 'key' : 'value';
    throw failWith(
      'ValidationError',
      `1 validation error detected: Value at '${at}.${member}' failed to satisfy constraint: Member must not be null`,
    );
  }
  checkKey(tag.Key, `${at}.key`);
  checkValue(tag.Value, `${at}.value`);
  if (reservedPrefix.test(tag.Key)) {
    throw fail(
      InvalidInputException$,
      'aws: prefixed tag key names are not allowed for external use.',
    );
  }
}

/** Tags of a request as they are stored; throws in AWS's words when they may not be. */
export function tagsOf(list: readonly Tag[] | undefined): Tags {
  const tags = list ?? [];
  checkCount(tags.length, 'tags');
  tags.forEach(checkTag);
  const keys = new Set(tags.map((tag) => tag.Key?.toLowerCase()));
  if (keys.size < tags.length) {
    throw fail(
      InvalidInputException$,
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    );
  }
  return tags.map((tag) => ({ key: tag.Key ?? '', value: tag.Value ?? '' }));
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
  const gone = keys ?? [];
  checkCount(gone.length, 'tagKeys');
  gone.forEach((key, index) => checkKey(key, `tagKeys.${index + 1}.member`));
  return removeTags(current, gone);
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
