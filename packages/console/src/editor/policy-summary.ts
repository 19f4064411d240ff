/**
 * What a policy allows and denies, by service: access levels, resources, conditions. Page: IAM UG
 * "Policy summary (list of services)".
 */
import type { Statement } from '@hallpass/policy';
import { parsePolicy } from '@hallpass/policy';
import type { AccessLevel, CatalogueService } from '../api/catalogue-format.ts';
import { accessLevels } from '../api/catalogue-format.ts';
import { hasWildcard, matchesAction } from './action-pattern.ts';
import { splitAction } from './policy-model.ts';

export interface SummaryRow {
  readonly effect: 'Allow' | 'Deny';
  /** A prefix; `*` for all. */
  readonly service: string;
  /** Without the prefix. */
  readonly actions: readonly string[];
  readonly isAllBut: boolean;
  /** `All resources`, ARNs, or `All but` ARNs. */
  readonly resources: string;
  readonly conditions: string;
}

/** `undefined`: the text is no policy. */
export type PolicySummary = readonly SummaryRow[] | undefined;

function resourcesText({ resource, notResource }: Statement): string {
  const list = resource ?? notResource;
  const texts = (list?.values ?? []).map(({ value }) => value);
  if (resource !== undefined && texts.includes('*')) return 'All resources';
  if (list === undefined) return '-';
  return notResource === undefined ? texts.join(', ') : `All but ${texts.join(', ')}`;
}

function conditionsText({ condition }: Statement): string {
  const entries = (condition?.entries ?? []).map(
    ({ operator, key, values }) =>
      `${key.value} (${operator.value}) ${values.map(({ value }) => value).join(', ')}`,
  );
  return entries.length === 0 ? 'None' : entries.join('; ');
}

function rowsOf(statement: Statement): SummaryRow[] {
  const { effect, action, notAction } = statement;
  const told = effect?.value;
  if (told !== 'Allow' && told !== 'Deny') return [];
  const shared: Pick<SummaryRow, 'effect' | 'resources' | 'conditions'> = {
    effect: told,
    resources: resourcesText(statement),
    conditions: conditionsText(statement),
  };
  const written = (action ?? notAction)?.values.map(({ value }) => value) ?? [];
  if (notAction !== undefined) {
    return [{ ...shared, service: '*', actions: written, isAllBut: true }];
  }
  const groups = Map.groupBy(written.map(splitAction), ([service]) => service);
  return [...groups].map(([service, own]) => ({
    ...shared,
    service,
    actions: [...new Set(own.map(([, name]) => name))],
    isAllBut: false,
  }));
}

export function summarize(text: string): PolicySummary {
  const { document, errors } = parsePolicy(text);
  if (document === undefined || errors.length > 0) return undefined;
  const rows = document.statements.flatMap(rowsOf);
  // Denials first: they win over everything below.
  return rows.sort((one, other) => other.effect.localeCompare(one.effect));
}

/** `Full: List; Limited: Read, Write`; the actions themselves while the service is not known. */
export function accessText(row: SummaryRow, service: CatalogueService | undefined): string {
  if (row.isAllBut) return `All but ${row.actions.join(', ')}`;
  if (row.actions.includes('*')) return 'Full access';
  if (service === undefined) return row.actions.join(', ');
  const chosen = new Set(
    service.actions.filter(({ name }) =>
      row.actions.some((pattern) => matchesAction(pattern, name)),
    ),
  );
  const full: AccessLevel[] = [];
  const limited: AccessLevel[] = [];
  for (const level of accessLevels) {
    const all = service.actions.filter((action) => action.level === level);
    const count = all.filter((action) => chosen.has(action)).length;
    if (count > 0) (count === all.length ? full : limited).push(level);
  }
  const known = new Set([...chosen].map(({ name }) => name.toLowerCase()));
  const others = row.actions.filter((name) => !hasWildcard(name) && !known.has(name.toLowerCase()));
  const parts = [
    full.length === 0 ? '' : `Full: ${full.join(', ')}`,
    limited.length === 0 ? '' : `Limited: ${limited.join(', ')}`,
    others.length === 0 ? '' : `Unknown: ${others.join(', ')}`,
  ];
  return parts.filter((part) => part !== '').join('; ') || 'None';
}
