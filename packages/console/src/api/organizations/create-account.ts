/**
 * Creating a member account takes its time: the request is asked about until it has ended. Page:
 * ORG API Reference "CreateAccount", "DescribeCreateAccountStatus".
 */
import type { CreateAccountStatus, OrganizationsClient } from '@aws-sdk/client-organizations';
import {
  CreateAccountCommand,
  DescribeCreateAccountStatusCommand,
} from '@aws-sdk/client-organizations';
import type { UseMutationResult } from '@tanstack/react-query';
import { useOrganizationsChange } from './organizations-client.ts';

export interface NewAccount {
  readonly name: string;
  readonly email: string;
  /** Empty: AWS's default, OrganizationAccountAccessRole. */
  readonly roleName: string;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
}

const waitMs = 500;
const asksMax = 240;

/** What AWS says of each in the reference of CreateAccountStatus, in short. */
const reasons: Readonly<Record<string, string>> = {
  ACCOUNT_LIMIT_EXCEEDED: 'The organization may not have more accounts.',
  EMAIL_ALREADY_EXISTS: 'Another account has this e-mail address.',
  INVALID_EMAIL: 'The e-mail address is not valid.',
  INTERNAL_FAILURE: 'There was an internal failure. Try again.',
};

async function ended(client: OrganizationsClient, id: string): Promise<CreateAccountStatus> {
  for (let asked = 0; asked < asksMax; asked += 1) {
    const { CreateAccountStatus: status } = await client.send(
      new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: id }),
    );
    if (status !== undefined && status.State !== 'IN_PROGRESS') return status;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
  throw new Error('The account is not there yet. Look at the list of accounts later.');
}

/** Gives the account's id. */
export function useCreateAccount(): UseMutationResult<string, Error, NewAccount> {
  return useOrganizationsChange(async (client, { name, email, roleName, tags }) => {
    const { CreateAccountStatus: begun } = await client.send(
      new CreateAccountCommand({
        AccountName: name,
        Email: email,
        ...(roleName === '' ? {} : { RoleName: roleName }),
        ...(tags.length === 0 ? {} : { Tags: [...tags] }),
      }),
    );
    const status = await ended(client, begun?.Id ?? '');
    if (status.State === 'SUCCEEDED') return status.AccountId ?? '';
    const reason = status.FailureReason ?? 'INTERNAL_FAILURE';
    throw new Error(reasons[reason] ?? reason);
  });
}
