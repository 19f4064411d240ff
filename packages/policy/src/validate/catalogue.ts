/**
 * What findings need to know about AWS's services: their actions, resource types and condition
 * keys. The engine has no data of its own: a server reads it from files, a page fetches it. Page:
 * Service Authorization Reference.
 */

export interface ActionFacts {
  /** Without the service prefix, in AWS's spelling. */
  readonly name: string;
  /** `Read`, `List`, `Write`, `Tagging, Write`, `Permissions management, Write`. */
  readonly accessLevel: string;
  /** Names of the service's resource types; none means `*`. */
  readonly resourceTypes: readonly string[];
  /** Of the action itself and of its use of a resource type. */
  readonly conditionKeys: readonly string[];
}

export interface ResourceTypeFacts {
  readonly name: string;
  /** With `${Partition}`, `${Region}`, `${Account}` and other placeholders. */
  readonly arn: string;
  readonly conditionKeys: readonly string[];
}

export type ConditionKeyType =
  | 'ARN'
  | 'Binary'
  | 'Bool'
  | 'Date'
  | 'IPAddress'
  | 'Numeric'
  | 'String';

export interface ConditionKeyFacts {
  /** In AWS's spelling; `s3:ExistingObjectTag/${TagKey}` for those with a part of one's own. */
  readonly key: string;
  readonly type: ConditionKeyType;
  readonly isMultivalued: boolean;
}

/** One service. Plain data, so that it can be sent as JSON. */
export interface ServiceFacts {
  readonly prefix: string;
  readonly actions: readonly ActionFacts[];
  readonly resourceTypes: readonly ResourceTypeFacts[];
  readonly conditionKeys: readonly ConditionKeyFacts[];
}

export interface Catalogue {
  /** Every service prefix, in lower case. */
  readonly services: ReadonlySet<string>;
  /** The same object at every call: what is compiled from it is kept beside it. */
  service(prefix: string): ServiceFacts | undefined;
  /** ARNs of all services' resource types by the service that stands in them. */
  arns(service: string): readonly string[] | undefined;
  /** Prefixes of condition keys that are no services: `saml`, `accounts.google.com` → `sts`. */
  readonly keyPrefixes: ReadonlyMap<string, readonly string[]>;
}
