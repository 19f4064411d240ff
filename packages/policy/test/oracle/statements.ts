/**
 * Does a statement apply to a request? Pages: IAM UG "IAM JSON policy elements reference": Version,
 * Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition.
 */
import type { AuthorizationRequest } from '../../src/types.ts';
import { conditionHolds, listOf } from './conditions.ts';
import { namesCaller, strongest } from './principals.ts';
import type { Naming, PrincipalReading } from './principals.ts';
import { matches, matchesResource, tokensOf } from './text.ts';

type Statement = Readonly<Record<string, unknown>>;

interface Document {
  readonly Version?: string;
  readonly Statement: Statement | readonly Statement[];
}

export interface Case {
  readonly request: AuthorizationRequest;
  readonly reading: PrincipalReading;
}

/** "Action names are case-insensitive"; wildcards anywhere; no variables. */
function isAction(written: string, action: string): boolean {
  const tokens = tokensOf(written.toLowerCase(), { wildcards: true, context: undefined });
  return tokens !== undefined && matches(tokens, action.toLowerCase());
}

function isResource(written: string, request: AuthorizationRequest, hasVariables: boolean) {
  if (written === '*') return true;
  const tokens = tokensOf(written, {
    wildcards: true,
    context: hasVariables ? request.context : undefined,
  });
  // "The resource that includes a policy variable with no value will not match any resource."
  return tokens !== undefined && matchesResource(tokens, request.resource);
}

function matchesWhat(statement: Statement, version: string, { request }: Case): boolean {
  const { Action, NotAction, Resource, NotResource } = statement;
  const hasVariables = version === '2012-10-17';
  const isNamed = (list: unknown): boolean =>
    listOf(list).some((one) => isAction(one, request.action));
  const isMeant = (list: unknown): boolean =>
    listOf(list).some((one) => isResource(one, request, hasVariables));
  if (Action === undefined ? isNamed(NotAction) : !isNamed(Action)) return false;
  // Trust policies name no resource: it is the role that they are attached to.
  if (Resource !== undefined && !isMeant(Resource)) return false;
  if (NotResource !== undefined && isMeant(NotResource)) return false;
  return conditionHolds(statement['Condition'], { context: request.context, hasVariables });
}

/** How the statements with this effect that apply name the caller; policies of callers: itself. */
export function applying(
  texts: readonly string[],
  effect: 'Allow' | 'Deny',
  theCase: Case,
): Naming {
  const namings = texts.flatMap((text) => {
    const document = JSON.parse(text) as Document;
    // "If you do not include a Version element, the value defaults to 2008-10-17."
    const version = document.Version ?? '2008-10-17';
    const statements = [document.Statement].flat() as readonly Statement[];
    return statements
      .filter(({ Effect }) => Effect === effect)
      .filter((statement) => matchesWhat(statement, version, theCase))
      .map((statement): Naming => {
        const hasPrincipal = 'Principal' in statement || 'NotPrincipal' in statement;
        return hasPrincipal ? namesCaller(statement, theCase.request, theCase.reading) : 'itself';
      });
  });
  return strongest(namings);
}
