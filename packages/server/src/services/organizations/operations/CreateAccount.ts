/**
 * Page: ORG API Reference "CreateAccount". The answer says IN_PROGRESS as AWS's does; the account
 * is there with the answer, and DescribeCreateAccountStatus tells how it ended.
 *
 * DEVIATION: the tag `hallpass:account-id` asks for an account id; AWS gives ids of its own choice.
 * The tag is a request, and is not kept as a tag.
 */
import type { CreateAccountRequest, CreateAccountResponse } from '@aws-sdk/client-organizations';
import {
  ConstraintViolationException$,
  CreateAccount$,
  InvalidInputException$,
} from '@aws-sdk/client-organizations';
import { fail } from '@hallpass/wire';
import { putAccountCreation } from '../../../data/account-creations.ts';
import { claimAccountEmail, findAccount } from '../../../data/accounts.ts';
import { newCreateAccountRequestId } from '../../../data/ids.ts';
import { createMemberAccount } from '../../../data/member-account.ts';
import { isAccountId, unusedAccountId } from '../../../data/new-account.ts';
import type { OrganizationRecord } from '../../../data/organizations.ts';
import { countAccounts } from '../../../data/organizations.ts';
import type { Tags } from '../../../data/tags.ts';
import { findTag, removeTags } from '../../../data/tags.ts';
import type { WriteContext, WriteOperation } from '../../../operation.ts';
import { managedOrganization } from '../membership.ts';
import { requestTags } from '../tagging.ts';

const accountIdTag = 'hallpass:account-id';
const defaultRoleName = 'OrganizationAccountAccessRole';
/** AWS's default is 10 and is raised on request; this is a bound, not a price list. */
const accountsMax = 10_000;

async function accountId(context: WriteContext, tags: Tags): Promise<string> {
  const wanted = findTag(tags, accountIdTag)?.value;
  if (wanted === undefined) return unusedAccountId(context.tx);
  if (!isAccountId(wanted)) {
    throw fail(InvalidInputException$, `The tag ${accountIdTag} must be 12 digits.`, {
      Reason: 'INVALID_PATTERN',
    });
  }
  if ((await findAccount(context.tx, wanted)) !== undefined) {
    throw fail(InvalidInputException$, `The account id ${wanted} is in use.`, {
      Reason: 'INPUT_REQUIRED',
    });
  }
  return wanted;
}

interface Creation {
  readonly organization: OrganizationRecord;
  readonly input: CreateAccountRequest;
  readonly tags: Tags;
}

/** The id of the new account, or why there is none. */
async function create(
  context: WriteContext,
  { organization, input, tags }: Creation,
): Promise<{ readonly accountId: string } | { readonly failureReason: string }> {
  const id = await accountId(context, tags);
  const { Email: email = '', AccountName: name = '' } = input;
  if (!(await claimAccountEmail(context.tx, email, id))) {
    return { failureReason: 'EMAIL_ALREADY_EXISTS' };
  }
  createMemberAccount(context.tx, {
    organization,
    id,
    name,
    email,
    roleName: input.RoleName ?? defaultRoleName,
    tags: removeTags(tags, [accountIdTag]),
    nowMs: context.nowMs,
  });
  return { accountId: id };
}

export const CreateAccount: WriteOperation<CreateAccountRequest, CreateAccountResponse> = {
  schema: CreateAccount$,
  constraints: {
    AccountName: { length: [1, 50], pattern: /[\u0020-\u007E]+/ },
    Email: { length: [6, 64], pattern: /[^\s@]+@[^\s@]+\.[^\s@]+/ },
    RoleName: { pattern: /[\w+=,.@-]{1,64}/ },
    IamUserAccessToBilling: { enum: ['ALLOW', 'DENY'] },
  },
  access(input) {
    const tags = requestTags(input.Tags);
    const item = { resource: '*', requestTags: tags };
    return [
      { ...item, action: 'organizations:CreateAccount' },
      ...(tags.length === 0 ? [] : [{ ...item, action: 'organizations:TagResource' }]),
    ];
  },
  mode: 'write',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    if ((await countAccounts(context.tx, organization.id)) >= accountsMax) {
      throw fail(
        ConstraintViolationException$,
        'You have exceeded the allowed number of AWS accounts.',
        { Reason: 'ACCOUNT_NUMBER_LIMIT_EXCEEDED' },
      );
    }
    const tags = requestTags(input.Tags);
    const outcome = await create(context, { organization, input, tags });
    const id = newCreateAccountRequestId();
    putAccountCreation(context.tx, {
      id,
      organizationId: organization.id,
      accountName: input.AccountName ?? '',
      state: 'accountId' in outcome ? 'SUCCEEDED' : 'FAILED',
      requestedAtMs: context.nowMs,
      completedAtMs: context.nowMs,
      ...outcome,
    });
    return {
      CreateAccountStatus: {
        Id: id,
        AccountName: input.AccountName ?? '',
        State: 'IN_PROGRESS',
        RequestedTimestamp: new Date(context.nowMs),
      },
    };
  },
};
