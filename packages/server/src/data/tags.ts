/** Tags as stored: case of keys kept, keys unique ignoring case (IAM UG "Tagging IAM resources"). */
export type TagRecord = { readonly key: string; readonly value: string };

export type Tags = readonly TagRecord[];

export function findTag(tags: Tags, key: string): TagRecord | undefined {
  const wanted = key.toLowerCase();
  return tags.find((tag) => tag.key.toLowerCase() === wanted);
}

/** `added` replace tags of the same key, in place; new ones follow in order. */
export function mergeTags(tags: Tags, added: Tags): Tags {
  const kept = tags.map((tag) => findTag(added, tag.key) ?? tag);
  return [...kept, ...added.filter((tag) => findTag(tags, tag.key) === undefined)];
}

export function removeTags(tags: Tags, keys: readonly string[]): Tags {
  const gone = new Set(keys.map((key) => key.toLowerCase()));
  return tags.filter((tag) => !gone.has(tag.key.toLowerCase()));
}
