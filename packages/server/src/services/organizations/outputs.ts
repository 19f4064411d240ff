/** Records in the shapes of the API. Page: ORG API Reference "Data Types". */
import type {
  Account,
  CreateAccountStatus,
  Organization,
  OrganizationalUnit,
  Policy,
  PolicySummary,
  PolicyTargetSummary,
  Root,
} from '@aws-sdk/client-organizations';
import type { AccountCreationRecord } from '../../data/account-creations.ts';
import type { AccountRecord } from '../../data/accounts.ts';
import type {
  NodeRecord,
  OrganizationRecord,
  OrganizationsPolicyRecord,
} from '../../data/organizations.ts';
import { organizationsPolicyArn } from '../../data/organizations.ts';
import { nodeArn, organizationArn } from './membership.ts';

export function organizationOutput(organization: OrganizationRecord): Organization {
  const { managementAccountId: id, managementAccountEmail } = organization;
  return {
    Id: organization.id,
    Arn: organizationArn(organization),
    FeatureSet: organization.featureSet,
    MasterAccountArn: nodeArn(organization, { kind: 'ACCOUNT', id }),
    MasterAccountId: id,
    MasterAccountEmail: managementAccountEmail,
    // AWS always shows SCPs here, enabled; ListRoots tells the truth about each root.
    AvailablePolicyTypes:
      organization.featureSet === 'ALL'
        ? [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }]
        : [],
  };
}

export function accountOutput(organization: OrganizationRecord, account: AccountRecord): Account {
  return {
    Id: account.id,
    Arn: nodeArn(organization, { kind: 'ACCOUNT', id: account.id }),
    Email: account.email,
    Name: account.name,
    Status: account.closedAtMs === undefined ? 'ACTIVE' : 'SUSPENDED',
    State: account.closedAtMs === undefined ? 'ACTIVE' : 'CLOSED',
    JoinedMethod: account.joinedMethod,
    JoinedTimestamp: new Date(account.joinedAtMs ?? account.createdAtMs),
  };
}

export function organizationalUnitOutput(
  organization: OrganizationRecord,
  node: NodeRecord,
): OrganizationalUnit {
  return { Id: node.id, Arn: nodeArn(organization, node), Name: node.name };
}

export function accountCreationOutput(creation: AccountCreationRecord): CreateAccountStatus {
  return {
    Id: creation.id,
    AccountName: creation.accountName,
    State: creation.state,
    RequestedTimestamp: new Date(creation.requestedAtMs),
    CompletedTimestamp: new Date(creation.completedAtMs),
    ...(creation.accountId === undefined ? {} : { AccountId: creation.accountId }),
    ...(creation.failureReason === undefined
      ? {}
      : { FailureReason: creation.failureReason as CreateAccountStatus['FailureReason'] }),
  };
}

export function rootOutput(organization: OrganizationRecord): Root {
  const id = organization.rootId;
  return {
    Id: id,
    Arn: nodeArn(organization, { kind: 'ROOT', id }),
    Name: 'Root',
    PolicyTypes: organization.enabledPolicyTypes.map((type) => ({
      Type: type,
      Status: 'ENABLED',
    })),
  };
}

export function policySummary(
  organization: OrganizationRecord,
  policy: OrganizationsPolicyRecord,
): PolicySummary {
  return {
    Id: policy.id,
    Arn: organizationsPolicyArn(organization, policy),
    Name: policy.name,
    Description: policy.description,
    Type: policy.type,
    AwsManaged: policy.awsManaged,
  };
}

export function policyOutput(
  organization: OrganizationRecord,
  policy: OrganizationsPolicyRecord,
): Policy {
  return { PolicySummary: policySummary(organization, policy), Content: policy.content };
}

export function targetSummary(
  organization: OrganizationRecord,
  node: NodeRecord,
): PolicyTargetSummary {
  return {
    TargetId: node.id,
    Arn: nodeArn(organization, node),
    Name: node.name,
    Type: node.kind,
  };
}
