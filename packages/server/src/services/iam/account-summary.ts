/**
 * What an account has of everything, and how much it may have.
 * Page: IAM API Reference "GetAccountSummary".
 */
import type { AccountRecord } from '../../data/accounts.ts';
import { countGroups } from '../../data/groups.ts';
import { countEntities } from '../../data/identities.ts';
import { countPolicyVersions } from '../../data/managed-policies.ts';
import { countMfaDevices } from '../../data/mfa-devices.ts';
import { countOidcProviders } from '../../data/oidc-providers.ts';
import { countSamlProviders } from '../../data/saml-providers.ts';
import { countUsers } from '../../data/users.ts';
import { ownAccount } from './credential-owners.ts';
import type { EntityContext } from './entities.ts';
import { quotas } from './quotas.ts';

export const accountQuotas: Readonly<Record<string, number>> = {
  AccessKeysPerUserQuota: quotas.AccessKeysPerUser,
  AssumeRolePolicySizeQuota: quotas.ACLSizePerRole,
  AttachedPoliciesPerGroupQuota: quotas.PoliciesPerGroup,
  AttachedPoliciesPerRoleQuota: quotas.PoliciesPerRole,
  AttachedPoliciesPerUserQuota: quotas.PoliciesPerUser,
  GroupPolicySizeQuota: quotas.GroupPolicySize,
  GroupsPerUserQuota: quotas.GroupsPerUser,
  GroupsQuota: quotas.GroupsPerAccount,
  InstanceProfilesQuota: quotas.InstanceProfilesPerAccount,
  PoliciesQuota: quotas.PoliciesPerAccount,
  PolicySizeQuota: quotas.PolicySize,
  PolicyVersionsInUseQuota: quotas.PolicyVersionsInUse,
  RolePolicySizeQuota: quotas.RolePolicySize,
  RolesQuota: quotas.RolesPerAccount,
  ServerCertificatesQuota: quotas.ServerCertificatesPerAccount,
  SigningCertificatesPerUserQuota: quotas.SigningCertificatesPerUser,
  UserPolicySizeQuota: quotas.UserPolicySize,
  UsersQuota: quotas.UsersPerAccount,
  VersionsPerPolicyQuota: quotas.VersionsPerPolicy,
};

const flag = (holds: boolean): number => (holds ? 1 : 0);

function rootUsage(account: AccountRecord): Readonly<Record<string, number>> {
  return {
    AccountAccessKeysPresent: flag(account.rootAccessKeyIds.length > 0),
    AccountMFAEnabled: flag(account.rootMfaSerialNumbers.length > 0),
    AccountPasswordPresent: flag(account.rootLogin !== undefined),
    // Certificates cannot be uploaded here, so that there are none.
    AccountSigningCertificatesPresent: 0,
    ServerCertificates: 0,
    // The global STS endpoint's tokens are valid in the Regions that are on by default.
    GlobalEndpointTokenVersion: account.globalEndpointTokenVersion ?? 1,
  };
}

export async function accountUsage(
  context: EntityContext,
): Promise<Readonly<Record<string, number>>> {
  const { tx } = context;
  const account = await ownAccount(context);
  const { id } = account;
  const devices = await countMfaDevices(tx, id);
  const policies = await countPolicyVersions(tx, id);
  return {
    ...rootUsage(account),
    Users: await countUsers(tx, id),
    Groups: await countGroups(tx, id),
    Roles: await countEntities(tx, ['role', id]),
    InstanceProfiles: await countEntities(tx, ['instance-profile', id]),
    Providers: (await countOidcProviders(tx, id)) + (await countSamlProviders(tx, id)),
    MFADevices: devices.all,
    MFADevicesInUse: devices.inUse,
    Policies: policies.policies,
    PolicyVersionsInUse: policies.versions,
  };
}
