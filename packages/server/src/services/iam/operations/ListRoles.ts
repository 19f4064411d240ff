/** Page: IAM API Reference "ListRoles". Tags, boundary and last use are GetRole's to tell. */
import type { ListRolesRequest, ListRolesResponse, Role } from '@aws-sdk/client-iam';
import { ListRoles$ } from '@aws-sdk/client-iam';
import { listRoles } from '../../../data/roles.ts';
import type { ReadOperation } from '../../../operation.ts';
import { paging, pathPrefix } from '../constraints.ts';
import { ownerOf, pathAccess } from '../entities.ts';
import { pageStart, pagingOf } from '../paging.ts';
import { listedRole } from '../roles.ts';

export const ListRoles: ReadOperation<ListRolesRequest, ListRolesResponse> = {
  schema: ListRoles$,
  constraints: { PathPrefix: pathPrefix, ...paging },
  access: (input, context) => [
    { action: 'iam:ListRoles', ...pathAccess(context, 'role', input.PathPrefix) },
  ],
  mode: 'read',
  async handle(input, context) {
    const page = await listRoles(context.tx, ownerOf(context).accountId, {
      ...pageStart(input),
      pathPrefix: input.PathPrefix ?? '/',
    });
    const Roles: Role[] = [];
    for (const role of page.items) Roles.push(await listedRole(context, role));
    return { Roles, ...pagingOf(page) };
  },
};
