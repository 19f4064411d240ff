/**
 * The API's policy simulator: what the live policies of a user, group or role would decide. Page:
 * IAM API Reference "SimulatePrincipalPolicy".
 */
import type { ContextEntry, ContextKeyTypeEnum, EvaluationResult } from '@aws-sdk/client-iam';
import { paginateSimulatePrincipalPolicy } from '@aws-sdk/client-iam';
import type { UseMutationResult } from '@tanstack/react-query';
import { useMutation } from '@tanstack/react-query';
import { globalKeys } from '@hallpass/policy';
import { useIam } from '../iam-client.ts';
import { listAll } from '../list-all.ts';

export interface ContextValues {
  readonly key: string;
  readonly values: readonly string[];
}

export interface Simulation {
  readonly principalArn: string;
  readonly actions: readonly string[];
  /** None means `*`. */
  readonly resources: readonly string[];
  /** Empty: those that the resources have. */
  readonly resourcePolicy: string;
  readonly context: readonly ContextValues[];
}

const simulatorTypes: Readonly<Record<string, 'string' | 'boolean' | 'date' | 'ip' | 'numeric'>> = {
  Bool: 'boolean',
  Date: 'date',
  IPAddress: 'ip',
  Numeric: 'numeric',
};

const factsOf = (key: string) =>
  globalKeys.find((one) => one.key.toLowerCase() === key.toLowerCase());

const isList = ({ key, values }: ContextValues): boolean =>
  factsOf(key)?.isMultivalued === true || values.length > 1;

function contextEntry(one: ContextValues): ContextEntry {
  const type = simulatorTypes[factsOf(one.key)?.type ?? ''] ?? 'string';
  const written: ContextKeyTypeEnum = isList(one) ? `${type}List` : type;
  return { ContextKeyName: one.key, ContextKeyValues: [...one.values], ContextKeyType: written };
}

/** As the engine takes them: by lower-case key. */
export function givenValues(
  context: readonly ContextValues[],
): ReadonlyMap<string, string | readonly string[]> {
  const given = context.filter(({ values }) => values.length > 0);
  return new Map(
    given.map((one) => [one.key.toLowerCase(), isList(one) ? one.values : (one.values[0] ?? '')]),
  );
}

export function useSimulation(): UseMutationResult<readonly EvaluationResult[], Error, Simulation> {
  const iam = useIam();
  return useMutation({
    mutationFn: ({ principalArn, actions, resources, context, resourcePolicy }) =>
      listAll(
        paginateSimulatePrincipalPolicy(
          { client: iam },
          {
            PolicySourceArn: principalArn,
            ActionNames: [...actions],
            ...(resources.length === 0 ? {} : { ResourceArns: [...resources] }),
            ...(resourcePolicy === '' ? {} : { ResourcePolicy: resourcePolicy }),
            ContextEntries: context.filter(({ values }) => values.length > 0).map(contextEntry),
          },
        ),
        (page) => page.EvaluationResults,
      ),
  });
}
