/**
 * Which services a permissions policy grants anything of. Only what is allowed counts: reports and
 * lists show what policies grant, not what other policies take away. Pages: IAM API Reference
 * "ListPoliciesGrantingServiceAccess"; IAM UG "Things to know about last accessed information".
 */
import type { PolicyDocument, Statement } from '@hallpass/policy';
import { parseStored } from '../../authorize/compile.ts';

export interface GrantedServices {
  grants(namespace: string): boolean;
}

interface Grant {
  /** Every service, but for `except`. */
  readonly every: boolean;
  readonly services: ReadonlySet<string>;
  readonly except: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();

const namespaceOf = (action: string): string =>
  action.slice(0, Math.max(0, action.indexOf(':'))).toLowerCase();

function grantOf({ action, notAction }: Statement): Grant {
  const values = (action ?? notAction)?.values.map(({ value }) => value) ?? [];
  const isEvery = values.some((value) => /^\*+(?::\*+)?$/.test(value));
  if (action !== undefined) {
    return { every: isEvery, services: new Set(values.map(namespaceOf)), except: none };
  }
  // What is left of a service of which only some actions are excepted is granted.
  const whole = values.filter((value) => /:\*+$/.test(value)).map(namespaceOf);
  return { every: !isEvery && values.length > 0, services: none, except: new Set(whole) };
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
  };
}
