/**
 * IAM's quotas, with AWS's defaults, and the text of their excess.
 * Page: IAM UG "IAM and AWS STS quotas".
 */
import { LimitExceededException$ } from '@aws-sdk/client-iam';
import type { AwsError } from '@hallpass/wire';
import { fail } from '@hallpass/wire';

/** Named as in AWS's error texts; sizes in characters, white space not counted. */
export const quotas = {
  UsersPerAccount: 5000,
  GroupsPerAccount: 300,
  RolesPerAccount: 1000,
  PoliciesPerAccount: 1500,
  InstanceProfilesPerAccount: 1000,
  GroupsPerUser: 10,
  AccessKeysPerUser: 2,
  MFADevicesPerUser: 8,
  PoliciesPerUser: 10,
  PoliciesPerGroup: 10,
  PoliciesPerRole: 10,
  VersionsPerPolicy: 5,
  /** Versions of all policies of the account together. */
  PolicyVersionsInUse: 10_000,
  ServerCertificatesPerAccount: 20,
  SigningCertificatesPerUser: 2,
  /** Of a role's trust policy. */
  ACLSizePerRole: 2048,
  PolicySize: 6144,
  /** All inline policies of one entity together. */
  UserPolicySize: 2048,
  GroupPolicySize: 5120,
  RolePolicySize: 10_240,
  InstanceSessionsPerInstanceProfile: 1,
  OpenIdConnectProvidersPerAccount: 100,
  ClientIdsPerOpenIdConnectProvider: 100,
  SAMLProvidersPerAccount: 100,
} as const;

export type Quota = keyof typeof quotas;

export function quotaExceeded(quota: Quota): AwsError {
  return fail(LimitExceededException$, `Cannot exceed quota for ${quota}: ${quotas[quota]}`);
}

/** Throws LimitExceeded when `count` things are more than the quota allows. */
export function checkQuota(quota: Quota, count: number): void {
  if (count > quotas[quota]) throw quotaExceeded(quota);
}
