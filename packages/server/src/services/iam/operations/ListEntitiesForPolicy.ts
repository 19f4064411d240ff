/** Page: IAM API Reference "ListEntitiesForPolicy". Groups, roles and users are paged together. */
import type {
  ListEntitiesForPolicyRequest,
  ListEntitiesForPolicyResponse,
} from '@aws-sdk/client-iam';
import { ListEntitiesForPolicy$ } from '@aws-sdk/client-iam';
import { findGroup } from '../../../data/groups.ts';
import type { IdentityRecord } from '../../../data/identities.ts';
import type { Attachment, AttachmentKind } from '../../../data/managed-policies.ts';
import { listAttachments } from '../../../data/managed-policies.ts';
import { findRole } from '../../../data/roles.ts';
import { findUser } from '../../../data/users.ts';
import type { ReadContext, ReadOperation } from '../../../operation.ts';
import { arn, paging, pathPrefix } from '../constraints.ts';
import { ownerOf } from '../entities.ts';
import { findPolicy, notAttachable, policyAccess, policyArnParts } from '../managed-policies.ts';
import { pageOf } from '../paging.ts';

const entityFilters = ['User', 'Role', 'Group', 'LocalManagedPolicy', 'AWSManagedPolicy'];

const finders = { user: findUser, group: findGroup, role: findRole } as const;

interface Entity {
  readonly kind: AttachmentKind;
  readonly record: IdentityRecord;
}

async function usersOf(
  input: ListEntitiesForPolicyRequest,
  context: ReadContext,
): Promise<readonly Entity[]> {
  const { PolicyUsageFilter: usage, EntityFilter: filter, PathPrefix: prefix = '/' } = input;
  const { accountId } = ownerOf(context);
  const wanted = (attachment: Attachment): boolean =>
    (usage === undefined || attachment.usage === usage) &&
    (filter === undefined || filter.toLowerCase() === attachment.kind);
  const entities = new Map<string, Entity>();
  for (const attachment of await listAttachments(context.tx, accountId, input.PolicyArn ?? '')) {
    if (!wanted(attachment)) continue;
    const { kind, name } = attachment;
    const record = await finders[kind](context.tx, accountId, name);
    if (record === undefined) throw new Error(`${kind} ${name} of an attachment is missing`);
    // A policy may be attached to a user or role and be its boundary too.
    if (record.path.startsWith(prefix)) entities.set(`${kind} ${name}`, { kind, record });
  }
  return [...entities.values()];
}

export const ListEntitiesForPolicy: ReadOperation<
  ListEntitiesForPolicyRequest,
  ListEntitiesForPolicyResponse
> = {
  schema: ListEntitiesForPolicy$,
  constraints: {
    PolicyArn: arn,
    EntityFilter: { enum: entityFilters },
    PathPrefix: { ...pathPrefix, pattern: /(\u002F)|(\u002F[\u0021-\u007E]+\u002F)/ },
    PolicyUsageFilter: { enum: ['PermissionsPolicy', 'PermissionsBoundary'] },
    ...paging,
  },
  access: (input, context) => policyAccess(context, 'iam:ListEntitiesForPolicy', input.PolicyArn),
  mode: 'read',
  async handle(input, context) {
    const policyArn = input.PolicyArn ?? '';
    policyArnParts(policyArn);
    if ((await findPolicy(context, policyArn)) === undefined) throw notAttachable(policyArn);
    const entities = await usersOf(input, context);
    const keyOf = ({ kind, record }: Entity): string => `${kind} ${record.name.toLowerCase()}`;
    const { items, ...page } = pageOf(entities, input, keyOf);
    const records = (wanted: AttachmentKind): IdentityRecord[] =>
      items.filter(({ kind }) => kind === wanted).map(({ record }) => record);
    return {
      PolicyGroups: records('group').map(({ name, id }) => ({ GroupName: name, GroupId: id })),
      PolicyUsers: records('user').map(({ name, id }) => ({ UserName: name, UserId: id })),
      PolicyRoles: records('role').map(({ name, id }) => ({ RoleName: name, RoleId: id })),
      ...page,
    };
  },
};
