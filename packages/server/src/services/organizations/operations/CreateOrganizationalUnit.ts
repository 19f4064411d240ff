/** Page: ORG API Reference "CreateOrganizationalUnit". */
import type {
  CreateOrganizationalUnitRequest,
  CreateOrganizationalUnitResponse,
} from '@aws-sdk/client-organizations';
import {
  ConstraintViolationException$,
  CreateOrganizationalUnit$,
} from '@aws-sdk/client-organizations';
import { fail } from '@hallpass/wire';
import { newOrganizationalUnitId } from '../../../data/ids.ts';
import { initialPolicyIds } from '../../../data/member-account.ts';
import type { NodeRecord } from '../../../data/organizations.ts';
import { pathToNode, putNode } from '../../../data/organizations.ts';
import { managedOrganization, nodeAccess } from '../membership.ts';
import { nodeAt } from '../nodes.ts';
import { organizationalUnitOutput } from '../outputs.ts';
import { requestTags } from '../tagging.ts';
import { refuseSiblingName } from '../organizational-units.ts';
import type { WriteOperation } from '../../../operation.ts';

/** The root and five levels of OUs below it. */
const levelsMax = 6;

export const CreateOrganizationalUnit: WriteOperation<
  CreateOrganizationalUnitRequest,
  CreateOrganizationalUnitResponse
> = {
  schema: CreateOrganizationalUnit$,
  constraints: { Name: { length: [1, 128] } },
  access: async (input, context) => {
    const tags = requestTags(input.Tags);
    const item = { ...(await nodeAccess(context, input.ParentId)), requestTags: tags };
    return [
      { ...item, action: 'organizations:CreateOrganizationalUnit' },
      ...(tags.length === 0 ? [] : [{ ...item, action: 'organizations:TagResource' }]),
    ];
  },
  mode: 'write',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const { tx } = context;
    const parent = await nodeAt(tx, organization, { place: 'parent', id: input.ParentId });
    if ((await pathToNode(tx, organization.id, parent.id)).length >= levelsMax) {
      throw fail(
        ConstraintViolationException$,
        'You have exceeded the allowed number of OU levels.',
        { Reason: 'OU_DEPTH_LIMIT_EXCEEDED' },
      );
    }
    const name = input.Name ?? '';
    await refuseSiblingName(tx, parent, name);
    const node: NodeRecord = {
      id: newOrganizationalUnitId(organization.rootId),
      organizationId: organization.id,
      kind: 'ORGANIZATIONAL_UNIT',
      parentId: parent.id,
      name,
      tags: requestTags(input.Tags),
      createdAtMs: context.nowMs,
      policyIds: initialPolicyIds(organization),
    };
    putNode(tx, node);
    return { OrganizationalUnit: organizationalUnitOutput(organization, node) };
  },
};
