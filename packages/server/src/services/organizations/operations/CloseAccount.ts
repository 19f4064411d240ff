/**
 * Pages: ORG API Reference "CloseAccount"; ORG UG "Close a member account in an organization",
 * "Quotas for AWS Organizations", "Monitor the state of your AWS accounts".
 *
 * DEVIATION: an account is closed with the answer, and stays in its organization; at AWS it is
 * PENDING_CLOSURE for minutes, and gone with all that is in it after 90 days. Its buckets answer
 * AccessDenied, AWS's AllAccessDisabled.
 */
import type { CloseAccountRequest } from '@aws-sdk/client-organizations';
import {
  AccountAlreadyClosedException$,
  CloseAccount$,
  ConstraintViolationException$,
} from '@aws-sdk/client-organizations';
import type { ReadTransaction } from '@hallpass/store';
import { fail } from '@hallpass/wire';
import { findAccount, putAccount } from '../../../data/accounts.ts';
import { touchOrganization } from '../../../data/generations.ts';
import type { OrganizationRecord } from '../../../data/organizations.ts';
import { organizationNodes } from '../../../data/organizations.ts';
import type { WriteOperation } from '../../../operation.ts';
import { managedOrganization, nodeAccess } from '../membership.ts';
import { accountIn } from '../nodes.ts';

const rollingMs = 30 * 86_400_000;

/** The higher of 250 and a fifth of the members, up to 1000, may be closed in 30 days. */
const closingsMax = (members: number): number =>
  Math.min(1000, Math.max(250, Math.floor(members / 5)));

async function checkQuota(
  tx: ReadTransaction,
  organization: OrganizationRecord,
  nowMs: number,
): Promise<void> {
  const nodes = await organizationNodes(tx, organization.id);
  const accounts = nodes.filter(({ kind }) => kind === 'ACCOUNT');
  // Below the least quota there is nothing to count.
  if (accounts.length <= closingsMax(0)) return;
  let closed = 0;
  for (const { id } of accounts) {
    const closedAtMs = (await findAccount(tx, id))?.closedAtMs;
    if (closedAtMs !== undefined && nowMs - closedAtMs < rollingMs) closed += 1;
  }
  if (closed < closingsMax(accounts.length - 1)) return;
  throw fail(
    ConstraintViolationException$,
    'You have exceeded close account quota for the past 30 days.',
    { Reason: 'CLOSE_ACCOUNT_QUOTA_EXCEEDED' },
  );
}

export const CloseAccount: WriteOperation<CloseAccountRequest, object> = {
  schema: CloseAccount$,
  access: async (input, context) => [
    { action: 'organizations:CloseAccount', ...(await nodeAccess(context, input.AccountId)) },
  ],
  mode: 'write',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const { tx, nowMs } = context;
    const account = await accountIn(tx, organization, input.AccountId);
    if (account.id === organization.managementAccountId) {
      throw fail(
        ConstraintViolationException$,
        'You attempted to close the management account. To close the management account for the organization, you must first either remove or close all member accounts in the organization. Follow standard account closure process using root credentials.',
        { Reason: 'CANNOT_CLOSE_MANAGEMENT_ACCOUNT' },
      );
    }
    if (account.closedAtMs !== undefined) {
      throw fail(AccountAlreadyClosedException$, 'This account is already closed.');
    }
    await checkQuota(tx, organization, nowMs);
    putAccount(tx, { ...account, closedAtMs: nowMs });
    touchOrganization(tx, organization.id);
    return {};
  },
};
