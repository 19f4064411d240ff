/** Page: ORG API Reference "LeaveOrganization": a member account removes itself. */
import { LeaveOrganization$ } from '@aws-sdk/client-organizations';
import type { WriteOperation } from '../../../operation.ts';
import { signedCaller } from '../../../operation.ts';
import { leave } from '../leaving.ts';
import { memberOrganization } from '../membership.ts';
import { accountIn } from '../nodes.ts';

export const LeaveOrganization: WriteOperation<object, object> = {
  schema: LeaveOrganization$,
  access: () => [{ action: 'organizations:LeaveOrganization', resource: '*' }],
  mode: 'write',
  async handle(_input, context) {
    const organization = await memberOrganization(context);
    const { accountId } = signedCaller(context);
    await leave(context, organization, await accountIn(context.tx, organization, accountId));
    return {};
  },
};
