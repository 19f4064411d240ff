/** Everything that decides what the simulator is asked, read live. */
import { useMemo, useState } from 'react';
import { isPrincipalArn, useLivePrincipalQuery } from '../../../api/iam/live-principal.ts';
import type { Simulation } from '../../../api/iam/simulation.ts';
import { givenValues } from '../../../api/iam/simulation.ts';
import { useLiveResources } from '../../../api/live-resource.ts';
import { useLiveOrganizationQuery } from '../../../api/organizations/live-organization.ts';
import { prettyDocument } from '../../../editor/new-policy.ts';
import type { Question, Scene } from '../../../simulator/decide.ts';
import type { LivePolicy, Unread } from '../../../simulator/live-policies.ts';

/** Actions times resources that the page decides at once. */
export const questionsMax = 200;

export function questionsOf({ actions, resources }: Simulation): readonly Question[] {
  const on = resources.length === 0 ? ['*'] : resources;
  return actions.flatMap((action) => on.map((resource) => ({ action, resource })));
}

export interface LiveScene {
  /** Absent while something is being read. */
  readonly scene: Scene | undefined;
  /** Of all layers, as they are in force. */
  readonly policies: readonly LivePolicy[];
  readonly unread: readonly Unread[];
  readonly error: unknown;
  readonly isPending: boolean;
}

/** With line breaks, so that a line is a place that one can point at. */
const readable = (policy: LivePolicy): LivePolicy => ({
  ...policy,
  text: prettyDocument(policy.text),
});

function givenPolicy({ resourcePolicy }: Simulation): LivePolicy | undefined {
  if (resourcePolicy === '') return undefined;
  return {
    id: 'given resource policy',
    layer: 'resource',
    level: 0,
    name: 'The resource policy given above',
    place: 'every resource',
    origin: { type: 'resource', name: 'ResourcePolicy' },
    text: resourcePolicy,
  };
}

/** Each once: several objects may be in one bucket. */
const distinct = (policies: readonly LivePolicy[]): readonly LivePolicy[] => [
  ...new Map(policies.map((policy) => [policy.id, policy])).values(),
];

export function useScene(simulation: Simulation): LiveScene {
  const [nowMs] = useState(Date.now);
  const principal = useLivePrincipalQuery(simulation.principalArn);
  const organization = useLiveOrganizationQuery();
  const questions = questionsOf(simulation).slice(0, questionsMax);
  const { resources, isPending } = useLiveResources(questions);
  const { data: who } = principal;
  const { data: above } = organization;
  const read = useMemo(() => {
    if (who === undefined || above === undefined) return { policies: [], unread: [] };
    const given = givenPolicy(simulation);
    const own = given === undefined ? [...resources.values()] : [];
    const ofResources = own.flatMap(({ policy }) => policy ?? []);
    return {
      policies: distinct(
        [...who.policies, ...above.policies, ...ofResources, ...(given ? [given] : [])].map(
          readable,
        ),
      ),
      unread: [...who.unread, ...above.unread, ...own.flatMap(({ unread }) => unread)],
    };
  }, [who, above, resources, simulation]);
  const scene = useMemo((): Scene | undefined => {
    if (who === undefined || above === undefined || isPending) return undefined;
    return {
      principal: who,
      organization: above,
      resources,
      resourcePolicy: givenPolicy(simulation),
      given: givenValues(simulation.context),
      nowMs,
    };
  }, [who, above, resources, simulation, isPending, nowMs]);
  const isAsked = isPrincipalArn(simulation.principalArn);
  return {
    ...read,
    scene,
    error: principal.error ?? organization.error,
    isPending: isAsked && (principal.isPending || organization.isPending || isPending),
  };
}
