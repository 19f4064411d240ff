/** What pages ask IAM about managed policies. */
import type { IAMClient, Policy, PolicyVersion } from '@aws-sdk/client-iam';
import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  ListPolicyVersionsCommand,
  paginateListEntitiesForPolicy,
  paginateListPolicies,
  SetDefaultPolicyVersionCommand,
  TagPolicyCommand,
  UntagPolicyCommand,
} from '@aws-sdk/client-iam';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useIam } from '../iam-client.ts';
import { listAll } from '../list-all.ts';
import { useSessionId } from '../session-context.ts';
import { iamKey } from './iam-keys.ts';
import type { TagText } from './user-changes.ts';
import { tagDifference } from './user-changes.ts';

/** AWS's own policies and the customer's. */
export function usePoliciesQuery(): UseQueryResult<readonly Policy[]> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'policies'),
    queryFn: () =>
      listAll(paginateListPolicies({ client: iam, pageSize: 1000 }, {}), (page) => page.Policies),
  });
}

/** Of one policy. Page: IAM UG "IAM and AWS STS quotas". */
export const versionsMax = 5;

export interface PolicyDetails {
  readonly policy: Policy;
  /** The newest first. */
  readonly versions: readonly PolicyVersion[];
  /** Of the default version. */
  readonly document: string;
}

/** IAM sends documents percent-encoded. */
export function decodeDocument(document: string | undefined): string {
  return decodeURIComponent(document ?? '');
}

export function usePolicyQuery(arn: string): UseQueryResult<PolicyDetails> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'policy', arn),
    async queryFn() {
      const { Policy: policy = {} } = await iam.send(new GetPolicyCommand({ PolicyArn: arn }));
      const VersionId = policy.DefaultVersionId;
      const { PolicyVersion } = await iam.send(
        new GetPolicyVersionCommand({ PolicyArn: arn, VersionId }),
      );
      const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: arn }));
      return { policy, versions: Versions, document: decodeDocument(PolicyVersion?.Document) };
    },
  });
}

export function useVersionQuery(arn: string, version: string): UseQueryResult<string> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'policy', arn, version),
    async queryFn() {
      const { PolicyVersion } = await iam.send(
        new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: version }),
      );
      return decodeDocument(PolicyVersion?.Document);
    },
  });
}

export interface PolicyEntity {
  readonly kind: 'user' | 'group' | 'role';
  readonly name: string;
}

export function usePolicyEntitiesQuery(arn: string): UseQueryResult<readonly PolicyEntity[]> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'policy', arn, 'entities'),
    queryFn: () =>
      listAll(
        paginateListEntitiesForPolicy({ client: iam }, { PolicyArn: arn }),
        (page): PolicyEntity[] => [
          ...(page.PolicyUsers ?? []).map(({ UserName: name = '' }) => ({
            kind: 'user' as const,
            name,
          })),
          ...(page.PolicyGroups ?? []).map(({ GroupName: name = '' }) => ({
            kind: 'group' as const,
            name,
          })),
          ...(page.PolicyRoles ?? []).map(({ RoleName: name = '' }) => ({
            kind: 'role' as const,
            name,
          })),
        ],
      ),
  });
}

export interface NewPolicy {
  readonly name: string;
  readonly description: string;
  readonly document: string;
  readonly tags: readonly TagText[];
}

/** Gives the ARN. */
export function useCreatePolicy(): UseMutationResult<string, Error, NewPolicy> {
  const iam = useIam();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  return useMutation({
    async mutationFn({ name, description, document, tags }) {
      const { Policy: made } = await iam.send(
        new CreatePolicyCommand({
          PolicyName: name,
          PolicyDocument: document,
          ...(description === '' ? {} : { Description: description }),
          ...(tags.length === 0 ? {} : { Tags: tagDifference([], tags).written }),
        }),
      );
      return made?.Arn ?? '';
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: iamKey(sessionId, 'policies') }),
  });
}

export type PolicyChange =
  | {
      readonly kind: 'new-version';
      readonly document: string;
      readonly setsDefault: boolean;
      /** Deleted first, to make room. */
      readonly dropped: string | undefined;
    }
  | { readonly kind: 'set-default'; readonly version: string }
  | { readonly kind: 'delete-version'; readonly version: string }
  | { readonly kind: 'tag'; readonly former: readonly TagText[]; readonly tags: readonly TagText[] }
  | { readonly kind: 'delete' };

async function change(iam: IAMClient, PolicyArn: string, wanted: PolicyChange): Promise<void> {
  const drop = (VersionId: string) =>
    iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
  if (wanted.kind === 'new-version') {
    const { document: PolicyDocument, setsDefault: SetAsDefault, dropped } = wanted;
    if (dropped !== undefined) await drop(dropped);
    await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault }));
  } else if (wanted.kind === 'set-default') {
    const VersionId = wanted.version;
    await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId }));
  } else if (wanted.kind === 'delete-version') {
    await drop(wanted.version);
  } else if (wanted.kind === 'tag') {
    const { removed, written } = tagDifference(wanted.former, wanted.tags);
    if (removed.length > 0) await iam.send(new UntagPolicyCommand({ PolicyArn, TagKeys: removed }));
    if (written.length > 0) await iam.send(new TagPolicyCommand({ PolicyArn, Tags: written }));
  } else {
    await iam.send(new DeletePolicyCommand({ PolicyArn }));
  }
}

export function useChangePolicy(arn: string): UseMutationResult<void, Error, PolicyChange> {
  const iam = useIam();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (wanted) => change(iam, arn, wanted),
    // A version may be gone although the next was refused.
    async onSettled(_output, failure, { kind }) {
      await queryClient.invalidateQueries({ queryKey: iamKey(sessionId, 'policies') });
      if (kind === 'delete' && failure === null) return;
      await queryClient.invalidateQueries({ queryKey: iamKey(sessionId, 'policy', arn) });
    },
  });
}
