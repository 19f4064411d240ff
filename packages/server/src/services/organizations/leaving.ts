/**
 * What it takes for an account to leave its organization, and what then happens: it stands alone,
 * no policy of the organization holds for it, and the tags it had there are gone. Pages: ORG UG
 * "Remove a member account from an organization", "Considerations before removing an account from
 * an organization".
 *
 * DEVIATION: no payment method and no contact data are asked of an account that is to stand alone.
 */
import {
  ConstraintViolationException$,
  MasterCannotLeaveOrganizationException$,
} from '@aws-sdk/client-organizations';
import { fail } from '@hallpass/wire';
import type { AccountRecord } from '../../data/accounts.ts';
import { leaveOrganization } from '../../data/accounts.ts';
import type { OrganizationRecord } from '../../data/organizations.ts';
import { deleteNode } from '../../data/organizations.ts';
import type { WriteContext } from '../../operation.ts';
import { nodeAt } from './nodes.ts';

const dayMs = 86_400_000;
/** An account that Organizations made stays at least so long. */
const waitPeriodMs = 4 * dayMs;

function checkMayLeave(
  context: WriteContext,
  organization: OrganizationRecord,
  account: AccountRecord,
): void {
  if (account.id === organization.managementAccountId) {
    throw fail(
      MasterCannotLeaveOrganizationException$,
      "You can't remove a management account from an organization. If you want the management account to become a member account in another organization, you must first delete the current organization of the management account.",
    );
  }
  if (account.closedAtMs !== undefined) {
    throw fail(
      ConstraintViolationException$,
      "You can't remove a closed account from the organization.",
      { Reason: 'ACCOUNT_CANNOT_LEAVE_ORGANIZATION' },
    );
  }
  const isYoung = context.nowMs - account.createdAtMs < waitPeriodMs;
  if (account.joinedMethod === 'CREATED' && isYoung) {
    throw fail(
      ConstraintViolationException$,
      'This operation requires a wait period.  Try again later.',
      { Reason: 'WAIT_PERIOD_ACTIVE' },
    );
  }
}

export async function leave(
  context: WriteContext,
  organization: OrganizationRecord,
  account: AccountRecord,
): Promise<void> {
  const { tx } = context;
  checkMayLeave(context, organization, account);
  deleteNode(tx, await nodeAt(tx, organization, { place: 'account', id: account.id }));
  leaveOrganization(tx, account);
}
