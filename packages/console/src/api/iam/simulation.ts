/**
 * The policy simulator: what the live policies of a user, group or role would decide. Pages: IAM
 * API Reference "SimulatePrincipalPolicy", "GetContextKeysForPrincipalPolicy".
 */
import type { ContextEntry, ContextKeyTypeEnum, EvaluationResult } from '@aws-sdk/client-iam';
import {
  GetContextKeysForPrincipalPolicyCommand,
  paginateSimulatePrincipalPolicy,
} from '@aws-sdk/client-iam';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useMutation, useQuery } from '@tanstack/react-query';
import { globalKeys } from '@hallpass/policy';
import { useIam } from '../iam-client.ts';
import { listAll } from '../list-all.ts';
import { useSessionId } from '../session-context.ts';
import { iamKey } from './iam-keys.ts';

export interface ContextValues {
  readonly key: string;
  readonly values: readonly string[];
}

export interface Simulation {
  readonly principalArn: string;
  readonly actions: readonly string[];
  /** None means `*`. */
  readonly resources: readonly string[];
  readonly context: readonly ContextValues[];
}

const simulatorTypes: Readonly<Record<string, 'string' | 'boolean' | 'date' | 'ip' | 'numeric'>> = {
  Bool: 'boolean',
  Date: 'date',
  IPAddress: 'ip',
  Numeric: 'numeric',
};

function contextEntry({ key, values }: ContextValues): ContextEntry {
  const facts = globalKeys.find((one) => one.key.toLowerCase() === key.toLowerCase());
  const type = simulatorTypes[facts?.type ?? ''] ?? 'string';
  const isList = facts?.isMultivalued === true || values.length > 1;
  const written: ContextKeyTypeEnum = isList ? `${type}List` : type;
  return { ContextKeyName: key, ContextKeyValues: [...values], ContextKeyType: written };
}

/** The condition keys that the principal's policies look at. */
export function useContextKeysQuery(principalArn: string): UseQueryResult<readonly string[]> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'context-keys', principalArn),
    enabled: principalArn.startsWith('arn:'),
    async queryFn() {
      const { ContextKeyNames = [] } = await iam.send(
        new GetContextKeysForPrincipalPolicyCommand({ PolicySourceArn: principalArn }),
      );
      return [...ContextKeyNames].sort();
    },
  });
}

export function useSimulation(): UseMutationResult<readonly EvaluationResult[], Error, Simulation> {
  const iam = useIam();
  return useMutation({
    mutationFn: ({ principalArn, actions, resources, context }) =>
      listAll(
        paginateSimulatePrincipalPolicy(
          { client: iam },
          {
            PolicySourceArn: principalArn,
            ActionNames: [...actions],
            ...(resources.length === 0 ? {} : { ResourceArns: [...resources] }),
            ContextEntries: context.filter(({ values }) => values.length > 0).map(contextEntry),
          },
        ),
        (page) => page.EvaluationResults,
      ),
  });
}
