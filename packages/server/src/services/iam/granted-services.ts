/**
 * Which services a permissions policy grants anything of. Only what is allowed counts: reports and
 * lists show what policies grant, not what other policies take away. Pages: IAM API Reference
 * "ListPoliciesGrantingServiceAccess"; IAM UG "Things to know about last accessed information".
 */
import type { PolicyDocument, Statement } from '@hallpass/policy';
import { matchesWildcards } from '@hallpass/policy';
import { parseStored } from '../../authorize/compile.ts';

export interface GrantedServices {
  /** Anything of the service. */
  grants(namespace: string): boolean;
  /** `s3:CreateBucket` */
  grantsAction(action: string): boolean;
}

interface Grant {
  /** Every service, but for `except`. */
  readonly every: boolean;
  readonly services: ReadonlySet<string>;
  readonly except: ReadonlySet<string>;
  /** In lower case. */
  readonly patterns: readonly string[];
  /** The patterns say what is not granted. */
  readonly isNegated: boolean;
}

const none: ReadonlySet<string> = new Set();

const namespaceOf = (action: string): string => action.slice(0, Math.max(0, action.indexOf(':')));

function grantOf({ action, notAction }: Statement): Grant {
  const patterns = (action ?? notAction)?.values.map(({ value }) => value.toLowerCase()) ?? [];
  const isEvery = patterns.some((pattern) => /^\*+(?::\*+)?$/.test(pattern));
  if (action !== undefined) {
    const services = new Set(patterns.map(namespaceOf));
    return { every: isEvery, services, except: none, patterns, isNegated: false };
  }
  // What is left of a service of which only some actions are excepted is granted.
  const whole = patterns.filter((pattern) => /:\*+$/.test(pattern)).map(namespaceOf);
  const every = !isEvery && patterns.length > 0;
  return { every, services: none, except: new Set(whole), patterns, isNegated: true };
}

function allowing(document: PolicyDocument): readonly Statement[] {
  return document.statements.filter(
    ({ effect, malformed }) => !malformed && effect?.value === 'Allow',
  );
}

export function grantedServices(text: string): GrantedServices {
  const grants = allowing(parseStored(text)).map(grantOf);
  return {
    grants: (namespace) =>
      grants.some(
        ({ every, services, except }) =>
          services.has(namespace) || (every && !except.has(namespace)),
      ),
    grantsAction(action) {
      const wanted = action.toLowerCase();
      return grants.some(
        ({ patterns, isNegated }) =>
          patterns.some((pattern) => matchesWildcards(pattern, wanted)) !== isNegated,
      );
    },
  };
}
