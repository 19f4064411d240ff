/** Changes that are tried on copies of policies and saved nowhere. */
import type { LivePolicy } from './live-policies.ts';

export interface WhatIf {
  /** By the id of the policy. */
  readonly texts: ReadonlyMap<string, string>;
  /** Policies left out, by id. */
  readonly leftOut: ReadonlySet<string>;
  /** Policies that nobody has yet. */
  readonly added: readonly LivePolicy[];
}

export const noChanges: WhatIf = { texts: new Map(), leftOut: new Set(), added: [] };

export const hasChanges = ({ texts, leftOut, added }: WhatIf): boolean =>
  texts.size > 0 || leftOut.size > 0 || added.length > 0;

/** The text back as it was is no change. */
export function withText(whatIf: WhatIf, policy: LivePolicy, text: string): WhatIf {
  const { added, texts } = whatIf;
  if (added.some(({ id }) => id === policy.id)) {
    return {
      ...whatIf,
      added: added.map((one) => (one.id === policy.id ? { ...one, text } : one)),
    };
  }
  const changed = new Map(texts);
  if (text === policy.text) changed.delete(policy.id);
  else changed.set(policy.id, text);
  return { ...whatIf, texts: changed };
}

export function withUse(whatIf: WhatIf, id: string, isUsed: boolean): WhatIf {
  const leftOut = new Set(whatIf.leftOut);
  if (isUsed) leftOut.delete(id);
  else leftOut.add(id);
  return { ...whatIf, leftOut };
}

/** It allows and denies nothing yet, so that adding it says what a lack of permissions says. */
const template = JSON.stringify(
  { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: [], Resource: '*' }] },
  undefined,
  4,
);

/** Layers of which the page can take one more. */
export type AddedLayer = 'identity' | 'boundary' | 'scp';

/** Under those of the organization, as if attached to the account. */
const lastLevel = 100;

export function withAdded(whatIf: WhatIf, layer: AddedLayer): WhatIf {
  const { added } = whatIf;
  const number = Math.max(0, ...added.map(({ level }) => level - lastLevel)) + 1;
  const name = `What if ${number}`;
  const policy: LivePolicy = {
    id: `added ${number}`,
    layer,
    level: lastLevel + number,
    name,
    place: 'this page',
    origin: { type: layer, name, attachedTo: 'this page' },
    text: template,
  };
  return { ...whatIf, added: [...added, policy] };
}

export function withoutAdded(whatIf: WhatIf, id: string): WhatIf {
  return { ...whatIf, added: whatIf.added.filter((one) => one.id !== id) };
}

/** What is in force once the changes are made. */
export function changedPolicies(
  policies: readonly LivePolicy[],
  { texts, leftOut, added }: WhatIf,
): readonly LivePolicy[] {
  return [...policies, ...added]
    .filter(({ id }) => !leftOut.has(id))
    .map((policy) => ({ ...policy, text: texts.get(policy.id) ?? policy.text }));
}
