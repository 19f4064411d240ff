/** What pages ask IAM about roles. */
import type { Role } from '@aws-sdk/client-iam';
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  GetRoleCommand,
  paginateListRoles,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useIam } from '../iam-client.ts';
import { listAll } from '../list-all.ts';
import { useSessionId } from '../session-context.ts';
import { iamKey } from './iam-keys.ts';

export function useRolesListQuery(): UseQueryResult<readonly Role[]> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'roles'),
    queryFn: () =>
      listAll(paginateListRoles({ client: iam, pageSize: 1000 }, {}), (page) => page.Roles),
  });
}

export function useRoleQuery(name: string): UseQueryResult<Role> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'role', name),
    queryFn: async () =>
      (await iam.send(new GetRoleCommand({ RoleName: name }))).Role ?? ({} as Role),
  });
}

export interface NewRole {
  readonly name: string;
  readonly description: string;
  readonly trustPolicy: string;
  readonly policyArns: readonly string[];
  readonly boundaryArn?: string;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
}

/** A policy that was not attached after the role was there, and why. */
export interface RefusedPolicy {
  readonly arn: string;
  readonly error: unknown;
}

export interface CreatedRole {
  readonly role: Role;
  readonly refused: readonly RefusedPolicy[];
}

export function useCreateRole(): UseMutationResult<CreatedRole, Error, NewRole> {
  const iam = useIam();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  return useMutation({
    async mutationFn({ name, description, trustPolicy, policyArns, boundaryArn, tags }) {
      const { Role: role } = await iam.send(
        new CreateRoleCommand({
          RoleName: name,
          AssumeRolePolicyDocument: trustPolicy,
          ...(description === '' ? {} : { Description: description }),
          ...(boundaryArn === undefined ? {} : { PermissionsBoundary: boundaryArn }),
          ...(tags.length === 0 ? {} : { Tags: [...tags] }),
        }),
      );
      const refused: RefusedPolicy[] = [];
      for (const arn of policyArns) {
        const command = new AttachRolePolicyCommand({ RoleName: name, PolicyArn: arn });
        await iam.send(command).catch((error: unknown) => refused.push({ arn, error }));
      }
      return { role: role ?? ({} as Role), refused };
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: iamKey(sessionId, 'roles') }),
  });
}

export type RoleChange =
  | { readonly kind: 'trust'; readonly document: string }
  | { readonly kind: 'delete' }
  | { readonly kind: 'revoke' };

/** As AWS's console revokes: everything is denied to sessions issued before now. */
function revocation(now: Date): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { DateLessThan: { 'aws:TokenIssueTime': now.toISOString() } },
    },
  });
}

export function useChangeRole(name: string): UseMutationResult<void, Error, RoleChange> {
  const iam = useIam();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  return useMutation({
    async mutationFn(change) {
      const RoleName = name;
      if (change.kind === 'delete') await iam.send(new DeleteRoleCommand({ RoleName }));
      else if (change.kind === 'trust') {
        const PolicyDocument = change.document;
        await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
      } else {
        await iam.send(
          new PutRolePolicyCommand({
            RoleName,
            PolicyName: 'AWSRevokeOlderSessions',
            PolicyDocument: revocation(new Date()),
          }),
        );
      }
    },
    async onSuccess(_output, { kind }) {
      await queryClient.invalidateQueries({ queryKey: iamKey(sessionId, 'roles') });
      if (kind === 'delete') return;
      await queryClient.invalidateQueries({ queryKey: iamKey(sessionId, 'role', name) });
      await queryClient.invalidateQueries({
        queryKey: iamKey(sessionId, 'holder-policies', 'role', name),
      });
    },
  });
}
