/** What the simulator in the page knows of a principal, and what it could not read. */
import type { PolicyOrigin, Principal } from '@hallpass/policy';

/** What a policy is to the decision. */
export type Layer = 'identity' | 'boundary' | 'scp' | 'rcp' | 'resource';

export const layerNames: Readonly<Record<Layer, string>> = {
  identity: 'Identity-based policy',
  boundary: 'Permissions boundary',
  scp: 'Service control policy',
  rcp: 'Resource control policy',
  resource: 'Resource-based policy',
};

export interface LivePolicy {
  /** Unique among those of a simulation. */
  readonly id: string;
  readonly layer: Layer;
  /** SCPs and RCPs: 0 for the root. */
  readonly level: number;
  /** For people: what it is called. */
  readonly name: string;
  /** For people: what it is attached to. */
  readonly place: string;
  readonly origin: PolicyOrigin;
  readonly text: string;
}

/** Something that takes part in the decision and that the page may not see. */
export interface Unread {
  readonly what: string;
  readonly why: string;
}

export interface TagValue {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

export interface LivePrincipal {
  /** Of the user, group or role. */
  readonly arn: string;
  readonly accountId: string;
  /** Who asks: a group has nobody, so a user stands for its members. */
  readonly principal: Principal;
  /** `aws:userid` */
  readonly userId: string;
  /** `aws:username`; roles have none. */
  readonly userName: string | undefined;
  readonly tags: readonly TagValue[];
  readonly policies: readonly LivePolicy[];
  readonly unread: readonly Unread[];
}

/** Of the account of the principal. */
export interface LiveOrganization {
  readonly id: string | undefined;
  /** `o-x/r-y/ou-z/`, where it could be read. */
  readonly path: string | undefined;
  readonly policies: readonly LivePolicy[];
  readonly unread: readonly Unread[];
}

/** Who decides about a resource besides. */
export interface LiveResource {
  readonly accountId: string;
  /** Decided by a trust policy, which must allow. */
  readonly isRole: boolean;
  readonly policy: LivePolicy | undefined;
  readonly tags: readonly TagValue[];
  readonly unread: readonly Unread[];
}
