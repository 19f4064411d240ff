/**
 * What the build writes of AWS's services for the editor, one file each and one list of them. Page:
 * Service Authorization Reference.
 */

export const accessLevels = ['List', 'Read', 'Write', 'Permissions management', 'Tagging'] as const;

export type AccessLevel = (typeof accessLevels)[number];

export interface CatalogueAction {
  /** Without the service prefix, in AWS's spelling. */
  readonly name: string;
  readonly description: string;
  readonly level: AccessLevel;
  /** Names of the service's resource types; none means `*`. */
  readonly resourceTypes: readonly string[];
}

export interface CatalogueResourceType {
  readonly name: string;
  /** With `${Partition}`, `${Region}`, `${Account}` and other placeholders. */
  readonly arn: string;
}

export interface CatalogueKey {
  readonly key: string;
  readonly type: string;
}

export interface CatalogueService {
  readonly prefix: string;
  readonly name: string;
  readonly actions: readonly CatalogueAction[];
  readonly resourceTypes: readonly CatalogueResourceType[];
  readonly keys: readonly CatalogueKey[];
}

export interface CatalogueServiceName {
  readonly prefix: string;
  readonly name: string;
}
