/**
 * Who made a request: the outcome of authentication, before any policy is looked at.
 * Page: IAM UG "Principal" and "Compare AWS STS credentials".
 */
import type { Principal } from '@hallpass/policy';
import type { AccountRecord, Partition } from '../data/accounts.ts';
import type { Tags } from '../data/tags.ts';
import type { SessionRecord } from './session-token.ts';

/** How the request was signed. Decides which operations STS allows (AWS-wide rules of STS). */
export type CredentialKind = 'long-term' | 'temporary';

export interface AuthenticatedCaller {
  readonly kind: 'root' | 'user' | 'assumed-role' | 'federated-user';
  readonly account: AccountRecord;
  readonly accountId: string;
  readonly partition: Partition;
  readonly arn: string;
  /** `aws:userid` and GetCallerIdentity's UserId: AIDA…, AROA…:session, account:name, account. */
  readonly userId: string;
  /** `nameKey` lookups need the name: of the user, or of the role of a session. */
  readonly name: string;
  readonly principal: Principal;
  /** Tags of the principal, session tags winning: `aws:PrincipalTag/…`. */
  readonly tags: Tags;
  readonly accessKeyId: string;
  readonly credential: CredentialKind;
  /** Present with temporary credentials. */
  readonly session?: SessionRecord;
  readonly sessionToken?: string;
}

export interface AnonymousCaller {
  readonly kind: 'anonymous';
  /** Whom a verified token names, while AssumeRoleWithWebIdentity is decided. */
  readonly principal:
    | { readonly kind: 'anonymous' }
    | { readonly kind: 'web-identity'; readonly provider: string };
  readonly arn?: undefined;
  readonly accountId?: undefined;
  readonly session?: undefined;
}

export type Caller = AuthenticatedCaller | AnonymousCaller;

export const anonymousCaller: AnonymousCaller = {
  kind: 'anonymous',
  principal: { kind: 'anonymous' },
};
