/**
 * How a member account ends, or leaves. Pages: ORG API Reference "CloseAccount",
 * "RemoveAccountFromOrganization".
 */
import {
  CloseAccountCommand,
  RemoveAccountFromOrganizationCommand,
} from '@aws-sdk/client-organizations';
import type { UseMutationResult } from '@tanstack/react-query';
import { useOrganizationsChange } from './organizations-client.ts';

export interface AccountEnd {
  readonly kind: 'close' | 'remove';
  readonly id: string;
}

export function useEndAccount(): UseMutationResult<void, Error, AccountEnd> {
  return useOrganizationsChange(async (client, { kind, id: AccountId }: AccountEnd) => {
    await (kind === 'close'
      ? client.send(new CloseAccountCommand({ AccountId }))
      : client.send(new RemoveAccountFromOrganizationCommand({ AccountId })));
  });
}
