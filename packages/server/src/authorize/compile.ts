/**
 * From stored text to a compiled policy set. Stored documents were checked when they were saved, so
 * one that does not parse is a broken data folder, and the request must fail rather than be
 * allowed.
 */
import type { PolicyDocument, PolicyOrigin, PolicySet, SourcePolicy } from '@hallpass/policy';
import { compilePolicies, defaultJsonLimits, parsePolicy } from '@hallpass/policy';

export interface StoredPolicy {
  readonly text: string;
  readonly origin: PolicyOrigin;
}

/** Parsed documents of managed policies are shared between the principals they are attached to. */
const parsedMax = 2_000;
const parsed = new Map<string, PolicyDocument>();

/** Documents were bounded when they were saved; some that AWS manages are longer than any of those. */
const storedLimits = { ...defaultJsonLimits, charactersMax: 1024 * 1024 };

/** Throws when it does not parse. */
export function parseStored(text: string): PolicyDocument {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const { document, errors } = parsePolicy(text, storedLimits);
  if (document === undefined) {
    throw new Error(`a stored policy does not parse: ${errors[0]?.message ?? 'unknown'}`);
  }
  if (parsed.size >= parsedMax) parsed.clear();
  parsed.set(text, document);
  return document;
}

/** Only what these deny counts, with all of the `others`. */
export function compileDenies(
  policies: readonly StoredPolicy[],
  others: readonly StoredPolicy[],
): PolicySet {
  const source = ({ text, origin }: StoredPolicy): SourcePolicy => ({
    document: parseStored(text),
    origin,
  });
  const denying = policies.map(source).map(({ document, origin }) => ({
    origin,
    document: {
      ...document,
      statements: document.statements.filter(({ effect }) => effect?.value === 'Deny'),
    },
  }));
  return compilePolicies([...denying, ...others.map(source)]);
}

export function compileStored(policies: readonly StoredPolicy[]): PolicySet {
  return compilePolicies(
    policies.map(({ text, origin }) => ({ document: parseStored(text), origin })),
  );
}
