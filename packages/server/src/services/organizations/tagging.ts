/** Tags of accounts, OUs, roots and policies. Page: ORG UG "Tagging AWS Organizations resources". */
import type { Tag } from '@aws-sdk/client-organizations';
import {
  ConstraintViolationException$,
  InvalidInputException$,
} from '@aws-sdk/client-organizations';
import { fail } from '@hallpass/wire';
import type { Tags } from '../../data/tags.ts';

const tagsMax = 50;

/** Checked: keys unique ignoring case, the prefix `aws:` reserved, at most fifty. */
export function requestTags(tags: readonly Tag[] | undefined): Tags {
  const seen = new Set<string>();
  const checked = (tags ?? []).map(({ Key: key = '', Value: value = '' }) => {
    if (key.length === 0 || key.length > 128 || value.length > 256) {
      throw fail(InvalidInputException$, 'You provided an invalid tag.', {
        Reason: key.length === 0 ? 'MIN_LENGTH_EXCEEDED' : 'MAX_LENGTH_EXCEEDED',
      });
    }
    if (key.toLowerCase().startsWith('aws:')) {
      throw fail(InvalidInputException$, 'You provided a tag key that is a system tag.', {
        Reason: 'INVALID_SYSTEM_TAGS_PARAMETER',
      });
    }
    if (seen.has(key.toLowerCase())) {
      throw fail(InvalidInputException$, 'You provided a duplicate tag key.', {
        Reason: 'DUPLICATE_TAG_KEY',
      });
    }
    seen.add(key.toLowerCase());
    return { key, value };
  });
  if (checked.length > tagsMax) {
    throw fail(ConstraintViolationException$, 'You have exceeded the allowed number of tags.', {
      Reason: 'MAX_TAG_LIMIT_EXCEEDED',
    });
  }
  return checked;
}
