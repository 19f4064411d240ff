/**
 * Page: ORG API Reference "CreateOrganization". The caller's account becomes the management
 * account.
 */
import type {
  CreateOrganizationRequest,
  CreateOrganizationResponse,
} from '@aws-sdk/client-organizations';
import {
  AlreadyInOrganizationException$,
  CreateOrganization$,
} from '@aws-sdk/client-organizations';
import { fail } from '@hallpass/wire';
import { putAccount } from '../../../data/accounts.ts';
import { newOrganizationId, newRootId } from '../../../data/ids.ts';
import type { OrganizationRecord } from '../../../data/organizations.ts';
import { fullAwsAccess, putNode, putOrganization } from '../../../data/organizations.ts';
import type { WriteContext, WriteOperation } from '../../../operation.ts';
import { signedCaller } from '../../../operation.ts';
import { organizationOutput } from '../outputs.ts';

function newOrganization(
  input: CreateOrganizationRequest,
  context: WriteContext,
): OrganizationRecord {
  const { account, partition } = signedCaller(context);
  const featureSet = input.FeatureSet ?? 'ALL';
  return {
    id: newOrganizationId(),
    partition,
    managementAccountId: account.id,
    managementAccountEmail: account.email,
    rootId: newRootId(),
    featureSet,
    createdAtMs: context.nowMs,
    // With all features AWS enables SCPs from the start; the API's other types wait for
    // EnablePolicyType.
    enabledPolicyTypes: featureSet === 'ALL' ? ['SERVICE_CONTROL_POLICY'] : [],
    rootTags: [],
  };
}

function putTree(context: WriteContext, organization: OrganizationRecord): void {
  const { tx, nowMs } = context;
  const { account } = signedCaller(context);
  const policyIds = organization.enabledPolicyTypes.length === 0 ? [] : [fullAwsAccess.id];
  const node = { organizationId: organization.id, tags: [], createdAtMs: nowMs, policyIds };
  putOrganization(tx, organization);
  putNode(tx, { ...node, id: organization.rootId, kind: 'ROOT', name: 'Root' });
  putNode(tx, {
    ...node,
    id: account.id,
    kind: 'ACCOUNT',
    parentId: organization.rootId,
    name: account.name,
  });
  putAccount(tx, {
    ...account,
    organizationId: organization.id,
    isManagementAccount: true,
    joinedMethod: 'INVITED',
    joinedAtMs: nowMs,
  });
}

export const CreateOrganization: WriteOperation<
  CreateOrganizationRequest,
  CreateOrganizationResponse
> = {
  schema: CreateOrganization$,
  constraints: { FeatureSet: { enum: ['ALL', 'CONSOLIDATED_BILLING'] } },
  access: () => [{ action: 'organizations:CreateOrganization', resource: '*' }],
  mode: 'write',
  async handle(input, context) {
    if (signedCaller(context).account.organizationId !== undefined) {
      throw fail(
        AlreadyInOrganizationException$,
        'The provided account is already a member of an organization.',
      );
    }
    const organization = newOrganization(input, context);
    putTree(context, organization);
    return { Organization: organizationOutput(organization) };
  },
};
