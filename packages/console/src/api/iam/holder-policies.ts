/**
 * The permissions of a user, a group or a role: managed policies attached and inline policies. The
 * three kinds have operations of their own for the same things; here they are one.
 */
import type { AttachedPolicy, IAMClient } from '@aws-sdk/client-iam';
import {
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  DeleteGroupPolicyCommand,
  DeleteRolePolicyCommand,
  DeleteUserPolicyCommand,
  DetachGroupPolicyCommand,
  DetachRolePolicyCommand,
  DetachUserPolicyCommand,
  GetGroupPolicyCommand,
  GetRolePolicyCommand,
  GetUserPolicyCommand,
  ListAttachedGroupPoliciesCommand,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListGroupPoliciesCommand,
  ListRolePoliciesCommand,
  ListUserPoliciesCommand,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { HolderKind } from '../../paths/iam-paths.ts';
import { useIam } from '../iam-client.ts';
import { useSessionId } from '../session-context.ts';
import { iamKey } from './iam-keys.ts';
import { decodeDocument } from './policies.ts';

export interface Holder {
  readonly kind: HolderKind;
  readonly name: string;
}

export interface HolderPolicies {
  readonly attached: readonly AttachedPolicy[];
  readonly inline: readonly string[];
}

export interface HolderApi {
  attached(name: string): Promise<readonly AttachedPolicy[]>;
  inline(name: string): Promise<readonly string[]>;
  document(name: string, policy: string): Promise<string>;
  put(name: string, policy: string, document: string): Promise<unknown>;
  remove(name: string, policy: string): Promise<unknown>;
  attach(name: string, arn: string): Promise<unknown>;
  detach(name: string, arn: string): Promise<unknown>;
}

/** More than the quotas let an entity have. */
const MaxItems = 1000;

function userApi(iam: IAMClient): HolderApi {
  const of = (name: string) => ({ UserName: name });
  return {
    attached: async (name) =>
      (await iam.send(new ListAttachedUserPoliciesCommand({ ...of(name), MaxItems })))
        .AttachedPolicies ?? [],
    inline: async (name) =>
      (await iam.send(new ListUserPoliciesCommand({ ...of(name), MaxItems }))).PolicyNames ?? [],
    document: async (name, PolicyName) =>
      decodeDocument(
        (await iam.send(new GetUserPolicyCommand({ ...of(name), PolicyName }))).PolicyDocument,
      ),
    put: (name, PolicyName, PolicyDocument) =>
      iam.send(new PutUserPolicyCommand({ ...of(name), PolicyName, PolicyDocument })),
    remove: (name, PolicyName) =>
      iam.send(new DeleteUserPolicyCommand({ ...of(name), PolicyName })),
    attach: (name, PolicyArn) => iam.send(new AttachUserPolicyCommand({ ...of(name), PolicyArn })),
    detach: (name, PolicyArn) => iam.send(new DetachUserPolicyCommand({ ...of(name), PolicyArn })),
  };
}

function groupApi(iam: IAMClient): HolderApi {
  const of = (name: string) => ({ GroupName: name });
  return {
    attached: async (name) =>
      (await iam.send(new ListAttachedGroupPoliciesCommand({ ...of(name), MaxItems })))
        .AttachedPolicies ?? [],
    inline: async (name) =>
      (await iam.send(new ListGroupPoliciesCommand({ ...of(name), MaxItems }))).PolicyNames ?? [],
    document: async (name, PolicyName) =>
      decodeDocument(
        (await iam.send(new GetGroupPolicyCommand({ ...of(name), PolicyName }))).PolicyDocument,
      ),
    put: (name, PolicyName, PolicyDocument) =>
      iam.send(new PutGroupPolicyCommand({ ...of(name), PolicyName, PolicyDocument })),
    remove: (name, PolicyName) =>
      iam.send(new DeleteGroupPolicyCommand({ ...of(name), PolicyName })),
    attach: (name, PolicyArn) => iam.send(new AttachGroupPolicyCommand({ ...of(name), PolicyArn })),
    detach: (name, PolicyArn) => iam.send(new DetachGroupPolicyCommand({ ...of(name), PolicyArn })),
  };
}

function roleApi(iam: IAMClient): HolderApi {
  const of = (name: string) => ({ RoleName: name });
  return {
    attached: async (name) =>
      (await iam.send(new ListAttachedRolePoliciesCommand({ ...of(name), MaxItems })))
        .AttachedPolicies ?? [],
    inline: async (name) =>
      (await iam.send(new ListRolePoliciesCommand({ ...of(name), MaxItems }))).PolicyNames ?? [],
    document: async (name, PolicyName) =>
      decodeDocument(
        (await iam.send(new GetRolePolicyCommand({ ...of(name), PolicyName }))).PolicyDocument,
      ),
    put: (name, PolicyName, PolicyDocument) =>
      iam.send(new PutRolePolicyCommand({ ...of(name), PolicyName, PolicyDocument })),
    remove: (name, PolicyName) =>
      iam.send(new DeleteRolePolicyCommand({ ...of(name), PolicyName })),
    attach: (name, PolicyArn) => iam.send(new AttachRolePolicyCommand({ ...of(name), PolicyArn })),
    detach: (name, PolicyArn) => iam.send(new DetachRolePolicyCommand({ ...of(name), PolicyArn })),
  };
}

const apis = { user: userApi, group: groupApi, role: roleApi } as const;

export function holderApi(kind: HolderKind, iam: IAMClient): HolderApi {
  return apis[kind](iam);
}

function useApi(kind: HolderKind): HolderApi {
  return holderApi(kind, useIam());
}

export function useHolderPoliciesQuery({ kind, name }: Holder): UseQueryResult<HolderPolicies> {
  const api = useApi(kind);
  return useQuery({
    queryKey: iamKey(useSessionId(), 'holder-policies', kind, name),
    async queryFn() {
      const [attached, inline] = await Promise.all([api.attached(name), api.inline(name)]);
      return { attached, inline };
    },
  });
}

/** `policy` absent: nothing is asked. */
export function useInlinePolicyQuery(
  { kind, name }: Holder,
  policy: string | undefined,
): UseQueryResult<string> {
  const api = useApi(kind);
  return useQuery({
    queryKey: iamKey(useSessionId(), 'holder-policies', kind, name, policy ?? ''),
    enabled: policy !== undefined,
    queryFn: () => api.document(name, policy ?? ''),
  });
}

export type HolderChange =
  | { readonly kind: 'put'; readonly policy: string; readonly document: string }
  | { readonly kind: 'remove'; readonly policy: string }
  | { readonly kind: 'attach'; readonly arns: readonly string[] }
  | { readonly kind: 'detach'; readonly arns: readonly string[] };

async function apply(api: HolderApi, name: string, change: HolderChange): Promise<void> {
  if (change.kind === 'put') await api.put(name, change.policy, change.document);
  else if (change.kind === 'remove') await api.remove(name, change.policy);
  else {
    const call = change.kind === 'attach' ? api.attach : api.detach;
    for (const arn of change.arns) await call(name, arn);
  }
}

export function useChangeHolder({
  kind,
  name,
}: Holder): UseMutationResult<void, Error, HolderChange> {
  const api = useApi(kind);
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change) => apply(api, name, change),
    onSettled: () =>
      queryClient.invalidateQueries({
        queryKey: iamKey(sessionId, 'holder-policies', kind, name),
      }),
  });
}
