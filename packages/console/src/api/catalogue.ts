/** AWS's services, their actions, resource types and condition keys, fetched when asked for. */
import type { UseQueryResult } from '@tanstack/react-query';
import { useQueries, useQuery } from '@tanstack/react-query';
import { basePath } from '../paths/paths.ts';
import type { CatalogueService, CatalogueServiceName } from './catalogue-format.ts';

/** Set by the build. */
declare const HALLPASS_CATALOGUE: string;

const kept = new Map<string, Promise<unknown>>();

async function fetchJson(name: string): Promise<unknown> {
  const response = await fetch(`${basePath}/${HALLPASS_CATALOGUE}${name}.json`);
  if (!response.ok) throw new Error(`The catalogue of services cannot be read (${name}).`);
  return response.json();
}

/** Fetched once; a failure is not kept. */
function load(name: string): Promise<unknown> {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const asked = fetchJson(name);
  kept.set(name, asked);
  asked.catch(() => kept.delete(name));
  return asked;
}

export async function loadServices(): Promise<readonly CatalogueServiceName[]> {
  return (await load('services')) as readonly CatalogueServiceName[];
}

/** `undefined`: no such service. */
export async function loadService(prefix: string): Promise<CatalogueService | undefined> {
  const services = await loadServices();
  const known = services.some((service) => service.prefix === prefix);
  return known ? ((await load(prefix)) as CatalogueService) : undefined;
}

export function useServicesQuery(): UseQueryResult<readonly CatalogueServiceName[]> {
  return useQuery({ queryKey: ['catalogue'], queryFn: loadServices, staleTime: Infinity });
}

/** `null`: no such service. */
const serviceQuery = (prefix: string) => ({
  queryKey: ['catalogue', prefix],
  queryFn: async () => (await loadService(prefix)) ?? null,
  staleTime: Infinity,
});

export function useServiceQuery(prefix: string): UseQueryResult<CatalogueService | null> {
  return useQuery(serviceQuery(prefix));
}

/** Those that are known by now. */
export function useKnownServices(
  prefixes: readonly string[],
): ReadonlyMap<string, CatalogueService> {
  const results = useQueries({ queries: prefixes.map(serviceQuery) });
  const known = results.flatMap(({ data }) => (data === undefined || data === null ? [] : [data]));
  return new Map(known.map((service) => [service.prefix, service]));
}
