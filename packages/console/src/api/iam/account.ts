/**
 * The account as IAM sees it: its alias, its password policy, how much of everything it has. Pages:
 * IAM API Reference "GetAccountSummary", "ListAccountAliases", "GetAccountPasswordPolicy".
 */
import type {
  PasswordPolicy,
  UpdateAccountPasswordPolicyRequest,
  VirtualMFADevice,
} from '@aws-sdk/client-iam';
import {
  CreateAccountAliasCommand,
  DeleteAccountAliasCommand,
  DeleteAccountPasswordPolicyCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  ListAccountAliasesCommand,
  paginateListVirtualMFADevices,
  UpdateAccountPasswordPolicyCommand,
} from '@aws-sdk/client-iam';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useIam } from '../iam-client.ts';
import { listAll } from '../list-all.ts';
import { useSessionId } from '../session-context.ts';
import { sessionKeys } from '../session-queries.ts';
import { orNone, useIamChange } from './iam-change.ts';
import { iamKey } from './iam-keys.ts';

/** Names as in the API: `UsersQuota`, `AccountMFAEnabled`. */
export type AccountSummary = Readonly<Record<string, number>>;

export function useAccountSummaryQuery(): UseQueryResult<AccountSummary> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'account-summary'),
    queryFn: async () => (await iam.send(new GetAccountSummaryCommand({}))).SummaryMap ?? {},
  });
}

/** `null`: the account has none. */
export function useAliasQuery(): UseQueryResult<string | null> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'account-alias'),
    async queryFn() {
      const { AccountAliases } = await iam.send(new ListAccountAliasesCommand({}));
      return AccountAliases?.[0] ?? null;
    },
  });
}

/** `null`: AWS's default policy holds. */
export function usePasswordPolicyQuery(): UseQueryResult<PasswordPolicy | null> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'password-policy'),
    async queryFn() {
      const found = await orNone(iam.send(new GetAccountPasswordPolicyCommand({})));
      return found?.PasswordPolicy ?? null;
    },
  });
}

export function useAssignedDevicesQuery(): UseQueryResult<readonly VirtualMFADevice[]> {
  const client = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'assigned-mfa-devices'),
    queryFn: () =>
      listAll(
        paginateListVirtualMFADevices({ client }, { AssignmentStatus: 'Assigned', MaxItems: 1000 }),
        (page) => page.VirtualMFADevices,
      ),
  });
}

export interface AliasChange {
  readonly former: string | null;
  /** Absent: removed. */
  readonly alias?: string;
}

/** An account has one alias: the new one takes the place of the former. */
export function useChangeAlias(): UseMutationResult<void, Error, AliasChange> {
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  return useIamChange(async (iam, { former, alias }) => {
    if (alias === undefined) {
      await iam.send(new DeleteAccountAliasCommand({ AccountAlias: former ?? '' }));
    } else {
      await iam.send(new CreateAccountAliasCommand({ AccountAlias: alias }));
    }
    // The sign-in URL that pages show has the alias from the session.
    void queryClient.invalidateQueries({ queryKey: sessionKeys.one(sessionId) });
  });
}

export type PasswordPolicyChange =
  | { readonly kind: 'default' }
  | { readonly kind: 'custom'; readonly policy: UpdateAccountPasswordPolicyRequest };

export function useChangePasswordPolicy(): UseMutationResult<void, Error, PasswordPolicyChange> {
  return useIamChange(async (iam, change) => {
    if (change.kind === 'default') await iam.send(new DeleteAccountPasswordPolicyCommand({}));
    else await iam.send(new UpdateAccountPasswordPolicyCommand(change.policy));
  });
}
