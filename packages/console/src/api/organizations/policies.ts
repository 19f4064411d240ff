/**
 * Service and resource control policies: which kinds are on, the policies of a kind, and what they
 * are attached to. Pages: ORG API Reference "ListPolicies", "AttachPolicy", "EnablePolicyType".
 */
import type {
  OrganizationsClient,
  Policy,
  PolicySummary,
  PolicyTargetSummary,
} from '@aws-sdk/client-organizations';
import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DeletePolicyCommand,
  DescribePolicyCommand,
  DetachPolicyCommand,
  DisablePolicyTypeCommand,
  EnablePolicyTypeCommand,
  paginateListPolicies,
  paginateListPoliciesForTarget,
  paginateListRoots,
  paginateListTargetsForPolicy,
  UpdatePolicyCommand,
} from '@aws-sdk/client-organizations';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import type { PolicyKind } from '../../paths/organizations-paths.ts';
import { listAll } from '../list-all.ts';
import { useSessionId } from '../session-context.ts';
import {
  organizationsKey,
  useOrganizations,
  useOrganizationsChange,
} from './organizations-client.ts';

interface KindNames {
  readonly type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';
  readonly one: string;
  readonly many: string;
  readonly about: string;
}

export const policyKinds: Readonly<Record<PolicyKind, KindNames>> = {
  scp: {
    type: 'SERVICE_CONTROL_POLICY',
    one: 'Service control policy',
    many: 'Service control policies',
    about: 'The most that users and roles of the accounts may do. They grant nothing.',
  },
  rcp: {
    type: 'RESOURCE_CONTROL_POLICY',
    one: 'Resource control policy',
    many: 'Resource control policies',
    about: 'The most that anyone may do with resources of the accounts. They grant nothing.',
  },
};

export function kindOfType(type: string | undefined): PolicyKind {
  return type === policyKinds.rcp.type ? 'rcp' : 'scp';
}

export interface RootPolicyKinds {
  readonly rootId: string;
  readonly enabled: readonly PolicyKind[];
}

export function useEnabledKindsQuery(): UseQueryResult<RootPolicyKinds> {
  const client = useOrganizations();
  return useQuery({
    queryKey: organizationsKey(useSessionId(), 'policy-kinds'),
    async queryFn() {
      const [root] = await listAll(paginateListRoots({ client }, {}), (page) => page.Roots);
      const types = (root?.PolicyTypes ?? []).filter(({ Status }) => Status === 'ENABLED');
      const kinds = ['scp', 'rcp'] as const;
      return {
        rootId: root?.Id ?? '',
        enabled: kinds.filter((kind) => types.some(({ Type }) => Type === policyKinds[kind].type)),
      };
    },
  });
}

export function useOrgPoliciesQuery(kind: PolicyKind): UseQueryResult<readonly PolicySummary[]> {
  const client = useOrganizations();
  const Filter = policyKinds[kind].type;
  return useQuery({
    queryKey: organizationsKey(useSessionId(), 'policies', kind),
    queryFn: () => listAll(paginateListPolicies({ client }, { Filter }), (page) => page.Policies),
  });
}

export function useOrgPolicyQuery(id: string): UseQueryResult<Policy> {
  const client = useOrganizations();
  return useQuery({
    queryKey: organizationsKey(useSessionId(), 'policy', id),
    queryFn: async () =>
      (await client.send(new DescribePolicyCommand({ PolicyId: id }))).Policy ?? {},
  });
}

export function useTargetsQuery(id: string): UseQueryResult<readonly PolicyTargetSummary[]> {
  const client = useOrganizations();
  return useQuery({
    queryKey: organizationsKey(useSessionId(), 'policy', id, 'targets'),
    queryFn: () =>
      listAll(paginateListTargetsForPolicy({ client }, { PolicyId: id }), (page) => page.Targets),
  });
}

/** A policy that holds for a node, and the node it is attached to. */
export interface HoldingPolicy {
  readonly policy: PolicySummary;
  readonly targetId: string;
}

/** Of the node itself and of those above it, in the order of `targetIds`. */
export function useHoldingPoliciesQuery(
  kind: PolicyKind,
  targetIds: readonly string[],
): UseQueryResult<readonly HoldingPolicy[]> {
  const client = useOrganizations();
  const Filter = policyKinds[kind].type;
  const of = async (TargetId: string): Promise<readonly HoldingPolicy[]> => {
    const pages = paginateListPoliciesForTarget({ client }, { TargetId, Filter });
    const policies = await listAll(pages, (page) => page.Policies);
    return policies.map((policy) => ({ policy, targetId: TargetId }));
  };
  return useQuery({
    queryKey: organizationsKey(useSessionId(), 'holding-policies', kind, ...targetIds),
    queryFn: async () => (await Promise.all(targetIds.map(of))).flat(),
  });
}

export interface PolicyTexts {
  readonly name: string;
  readonly description: string;
  readonly content: string;
}

/** Gives the id. */
export function useCreateOrgPolicy(
  kind: PolicyKind,
): UseMutationResult<string, Error, PolicyTexts> {
  return useOrganizationsChange(async (client, { name, description, content }) => {
    const { Policy: made } = await client.send(
      new CreatePolicyCommand({
        Name: name,
        Description: description,
        Content: content,
        Type: policyKinds[kind].type,
      }),
    );
    return made?.PolicySummary?.Id ?? '';
  });
}

export type OrgPolicyChange =
  | { readonly kind: 'update'; readonly id: string; readonly texts: PolicyTexts }
  | { readonly kind: 'delete'; readonly id: string }
  | {
      readonly kind: 'attach' | 'detach';
      readonly ids: readonly string[];
      readonly targetIds: readonly string[];
    }
  | {
      readonly kind: 'enable' | 'disable';
      readonly policyKind: PolicyKind;
      readonly rootId: string;
    };

async function change(client: OrganizationsClient, wanted: OrgPolicyChange): Promise<void> {
  if (wanted.kind === 'update') {
    const { name: Name, description: Description, content: Content } = wanted.texts;
    const PolicyId = wanted.id;
    await client.send(new UpdatePolicyCommand({ PolicyId, Name, Description, Content }));
  } else if (wanted.kind === 'delete') {
    await client.send(new DeletePolicyCommand({ PolicyId: wanted.id }));
  } else if ('ids' in wanted) {
    const Command = wanted.kind === 'attach' ? AttachPolicyCommand : DetachPolicyCommand;
    for (const PolicyId of wanted.ids) {
      for (const TargetId of wanted.targetIds) {
        await client.send(new Command({ PolicyId, TargetId }));
      }
    }
  } else {
    const Command = wanted.kind === 'enable' ? EnablePolicyTypeCommand : DisablePolicyTypeCommand;
    const PolicyType = policyKinds[wanted.policyKind].type;
    await client.send(new Command({ RootId: wanted.rootId, PolicyType }));
  }
}

export function useChangeOrgPolicy(): UseMutationResult<void, Error, OrgPolicyChange> {
  return useOrganizationsChange(change);
}
