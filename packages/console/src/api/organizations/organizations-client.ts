/** The page's Organizations client, keys of its queries, and changes. */
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { UseMutationResult } from '@tanstack/react-query';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { OrganizationsPaths } from '../../paths/organizations-paths.ts';
import { organizationsPaths } from '../../paths/organizations-paths.ts';
import { perSession } from '../aws-config.ts';
import { useSessionId } from '../session-context.ts';

const organizationsClient = perSession((config) => new OrganizationsClient(config));

export function useOrganizations(): OrganizationsClient {
  return organizationsClient(useSessionId());
}

export function useOrganizationsPaths(): OrganizationsPaths {
  return organizationsPaths(useSessionId());
}

export function organizationsKey(sessionId: string, ...rest: readonly string[]): readonly string[] {
  return [sessionId, 'organizations', ...rest];
}

/** As with IAM: all that pages show of the organization is asked for anew. */
export function useOrganizationsChange<I, O = void>(
  run: (client: OrganizationsClient, input: I) => Promise<O>,
): UseMutationResult<O, Error, I> {
  const client = useOrganizations();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: I) => run(client, input),
    onSettled() {
      void queryClient.invalidateQueries({ queryKey: organizationsKey(sessionId) });
    },
  });
}
