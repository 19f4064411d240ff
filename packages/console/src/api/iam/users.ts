/** What pages ask IAM about users. Keys of queries begin with the session, then the service. */
import type { User } from '@aws-sdk/client-iam';
import { GetUserCommand, paginateListUsers } from '@aws-sdk/client-iam';
import type { UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { useIam } from '../iam-client.ts';
import { listAll } from '../list-all.ts';
import { useSessionId } from '../session-context.ts';
import { iamKey } from './iam-keys.ts';

export function useUsersQuery(): UseQueryResult<readonly User[]> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'users'),
    queryFn: () =>
      listAll(paginateListUsers({ client: iam, pageSize: 1000 }, {}), (page) => page.Users),
  });
}

export function useUserQuery(name: string): UseQueryResult<User> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'users', name),
    queryFn: async () =>
      (await iam.send(new GetUserCommand({ UserName: name }))).User ?? ({} as User),
  });
}
