/**
 * Policy documents as IAM takes, keeps and shows them. Pages: IAM UG "Grammar of the IAM JSON
 * policy language", "IAM and AWS STS quotas" (sizes), "AWS JSON policy elements: Principal"; IAM
 * API Reference "CreatePolicy", "CreateRole" (MalformedPolicyDocument).
 */
import { MalformedPolicyDocumentException$ } from '@aws-sdk/client-iam';
import type { DocumentKind, PolicyDocument } from '@hallpass/policy';
import { checkPolicy, policySize } from '@hallpass/policy';
import type { ReadTransaction } from '@hallpass/store';
import type { AwsError } from '@hallpass/wire';
import { fail } from '@hallpass/wire';
import type { InvalidPrincipal } from '../../data/policy-principals.ts';
import { bindPrincipals, showPrincipals } from '../../data/policy-principals.ts';
import type { RoleRecord } from '../../data/roles.ts';
import { signedCaller } from '../../operation.ts';
import type { EntityContext } from './entities.ts';
import { checkQuota } from './quotas.ts';

function malformed(message: string): AwsError {
  return fail(MalformedPolicyDocumentException$, message);
}

function checked(text: string, kind: DocumentKind): PolicyDocument {
  const { document, fault } = checkPolicy(text, kind);
  if (fault !== undefined) throw malformed(fault.message);
  if (document === undefined) throw new Error('a policy without fault has no document');
  return document;
}

/** Throws MalformedPolicyDocument in AWS's words. */
export function checkManagedPolicy(text: string): void {
  checked(text, 'identity');
  checkQuota('PolicySize', documentSize(text));
}

/** Inline policies may be of the older version, as session policies may; managed ones may not. */
export function checkInlinePolicy(text: string): void {
  checked(text, 'session');
}

/** Characters that count against quotas: all but white space. */
export function documentSize(text: string): number {
  return policySize(text);
}

/** AWS writes the kinds in capitals: `Invalid principal in policy: "AWS":"arn:aws:iam::…"`. */
function invalidPrincipal({ key, value }: InvalidPrincipal): AwsError {
  if (key === 'Federated') {
    return malformed('Federated principals must be valid domain names or SAML metadata ARNs');
  }
  return malformed(`Invalid principal in policy: "${key.toUpperCase()}":"${value}"`);
}

/** The trust policy as it is kept: checked, its users and roles bound to their unique ids. */
export async function boundTrustPolicy(context: EntityContext, text: string): Promise<string> {
  const document = checked(text, 'trust');
  const { partition } = signedCaller(context);
  const bound = await bindPrincipals(context.tx, document, { partition, canonicalUsers: false });
  if (bound.invalid !== undefined) throw invalidPrincipal(bound.invalid);
  checkQuota('ACLSizePerRole', documentSize(text));
  return bound.text;
}

/** IAM answers with documents in URL encoding after RFC 3986, which also escapes !'()*. */
export function encodeDocument(text: string): string {
  const escaped = encodeURIComponent(text.toWellFormed());
  return escaped.replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The trust policy as answers show it. */
export async function shownTrustPolicy(tx: ReadTransaction, role: RoleRecord): Promise<string> {
  return encodeDocument(await showPrincipals(tx, role.trustPolicy));
}
