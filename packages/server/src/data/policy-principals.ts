/**
 * Principals of resource policies as they are kept: user and role ARNs are bound to unique ids when
 * a document is saved, so that a user or role made anew under the same name gains nothing, and
 * shown as ARNs again when it is read. The id of a principal that is gone shows as it is. Trust
 * policies of roles and bucket policies use the same functions. Page: IAM UG "AWS JSON policy
 * elements: Principal".
 *
 * Whether the document is well formed otherwise is `checkDocument`'s business.
 */
import type { PolicyDocument, PrincipalElement, TextValue } from '@hallpass/policy';
import { parsePolicy } from '@hallpass/policy';
import type { ReadTransaction } from '@hallpass/store';
import type { Partition } from './accounts.ts';
import { findAccount, findAccountIdByCanonicalUserId } from './accounts.ts';
import type { ArnParts } from './arns.ts';
import { parseArn, rootArn } from './arns.ts';
import { identityArn } from './identities.ts';
import { findRole, findRoleById } from './roles.ts';
import { findUser, findUserById } from './users.ts';

/** A principal that a policy may not be saved with. */
export interface InvalidPrincipal {
  /** As written: AWS, Service, Federated, CanonicalUser or what is none of them. */
  readonly key: string;
  readonly value: string;
}

export type BoundPrincipals =
  | { readonly text: string; readonly invalid?: undefined }
  | { readonly text?: undefined; readonly invalid: InvalidPrincipal };

export interface BindOptions {
  /** No principal of another partition is accepted. */
  readonly partition: Partition;
  /** S3 also takes canonical user ids. */
  readonly canonicalUsers: boolean;
}

const accountIdPattern = /^\d{12}$/;
const uniqueIdPattern = /^(?:AIDA|AROA)[A-Z2-7]{17}$/;
const anyUniqueId = /A(?:IDA|ROA)[A-Z2-7]{17}/;
const servicePattern = /^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)*\.amazonaws\.com(?:\.cn)?$/;
const federatedHostPattern = /^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9][a-z0-9-]*)+$/i;
const federatedArnPattern = /^arn:([a-z-]+):iam::\d{12}:(?:saml-provider|oidc-provider)\/.+$/;
const sessionPattern = /^assumed-role\/([^/]+)\/[\w+=,.@-]{2,64}$/;
const federatedUserPattern = /^federated-user\/[\w+=,.@-]{2,32}$/;

interface Replacement {
  readonly value: TextValue;
  readonly text: string;
}

function* principalsOf(document: PolicyDocument): Generator<readonly [string, TextValue]> {
  for (const statement of document.statements) {
    const elements = [statement.principal, statement.notPrincipal];
    for (const element of elements.filter((e): e is PrincipalElement => e !== undefined)) {
      for (const group of element.groups) {
        for (const value of group.values) yield [group.key, value];
      }
    }
  }
}

/** The text with these values in place of the former ones; all else stays as it was written. */
function replaceAll(text: string, replacements: readonly Replacement[]): string {
  let result = '';
  let from = 0;
  for (const { value, text: replaced } of replacements) {
    result += text.slice(from, value.span.start.offset) + JSON.stringify(replaced);
    from = value.span.end.offset;
  }
  return result + text.slice(from);
}

/** Last part of `user/path/name`. */
function nameIn(resource: string): string {
  return resource.slice(resource.lastIndexOf('/') + 1);
}

/** The unique id behind a user's or role's ARN; path and case must be the entity's own. */
async function idOfIdentity(tx: ReadTransaction, parts: ArnParts): Promise<string | undefined> {
  const { accountId, resource } = parts;
  const kind = resource.slice(0, resource.indexOf('/'));
  const name = nameIn(resource);
  const record =
    kind === 'user'
      ? await findUser(tx, accountId, name)
      : kind === 'role'
        ? await findRole(tx, accountId, name)
        : undefined;
  return record !== undefined && resource === `${kind}${record.path}${record.name}`
    ? record.id
    : undefined;
}

async function accountExists(
  tx: ReadTransaction,
  accountId: string,
  partition: Partition,
): Promise<boolean> {
  return (await findAccount(tx, accountId))?.partition === partition;
}

/** Sessions stay as written: they are matched by name, but their role must exist. */
async function bindSession(
  tx: ReadTransaction,
  arn: string,
  parts: ArnParts,
): Promise<string | undefined> {
  if (federatedUserPattern.test(parts.resource)) return arn;
  const roleName = sessionPattern.exec(parts.resource)?.[1];
  if (roleName === undefined) return undefined;
  const role = await findRole(tx, parts.accountId, roleName);
  return role?.name === roleName ? arn : undefined;
}

/** What is kept in place of an AWS principal; `undefined` when there is no such principal. */
async function bindAws(
  tx: ReadTransaction,
  value: string,
  partition: Partition,
): Promise<string | undefined> {
  if (value === '*') return value;
  if (accountIdPattern.test(value)) {
    const exists = await accountExists(tx, value, partition);
    return exists ? rootArn({ partition, accountId: value }) : undefined;
  }
  if (uniqueIdPattern.test(value)) {
    return (await arnOfId(tx, value, partition)) === undefined ? undefined : value;
  }
  const parts = parseArn(value);
  if (parts === undefined || parts.partition !== partition || parts.region !== '') return undefined;
  if (!(await accountExists(tx, parts.accountId, partition))) return undefined;
  if (parts.service === 'sts') return bindSession(tx, value, parts);
  if (parts.service !== 'iam') return undefined;
  return parts.resource === 'root' ? value : idOfIdentity(tx, parts);
}

function isFederated(value: string, partition: Partition): boolean {
  return federatedArnPattern.exec(value)?.[1] === partition || federatedHostPattern.test(value);
}

async function bind(
  tx: ReadTransaction,
  [key, { value }]: readonly [string, TextValue],
  options: BindOptions,
): Promise<string | undefined> {
  const unchanged = (valid: boolean): string | undefined => (valid ? value : undefined);
  switch (key) {
    case 'AWS':
      return bindAws(tx, value, options.partition);
    case 'Service':
      return unchanged(servicePattern.test(value));
    case 'Federated':
      return unchanged(isFederated(value, options.partition));
    case 'CanonicalUser': {
      const id = options.canonicalUsers && (await findAccountIdByCanonicalUserId(tx, value));
      return unchanged(typeof id === 'string');
    }
    default:
      return undefined;
  }
}

/** The text to keep, with every principal checked; or the first principal that does not exist. */
export async function bindPrincipals(
  tx: ReadTransaction,
  document: PolicyDocument,
  options: BindOptions,
): Promise<BoundPrincipals> {
  const replacements: Replacement[] = [];
  for (const principal of principalsOf(document)) {
    const [key, value] = principal;
    const bound = await bind(tx, principal, options);
    if (bound === undefined) return { invalid: { key, value: value.value } };
    if (bound !== value.value) replacements.push({ value, text: bound });
  }
  return { text: replaceAll(document.text, replacements) };
}

async function arnOfId(
  tx: ReadTransaction,
  id: string,
  partition?: Partition,
): Promise<string | undefined> {
  const kind = id.startsWith('AROA') ? 'role' : 'user';
  const record = kind === 'role' ? await findRoleById(tx, id) : await findUserById(tx, id);
  if (record === undefined) return undefined;
  const account = await findAccount(tx, record.accountId);
  if (account === undefined || (partition !== undefined && account.partition !== partition)) {
    return undefined;
  }
  return identityArn({ partition: account.partition, accountId: account.id }, kind, record);
}

/** The text to show for a kept one: ids become ARNs again where the principal still exists. */
export async function showPrincipals(tx: ReadTransaction, text: string): Promise<string> {
  if (!anyUniqueId.test(text)) return text;
  const { document } = parsePolicy(text);
  if (document === undefined) throw new Error('a stored policy does not parse');
  const replacements: Replacement[] = [];
  for (const [key, value] of principalsOf(document)) {
    if (key !== 'AWS' || !uniqueIdPattern.test(value.value)) continue;
    const arn = await arnOfId(tx, value.value);
    if (arn !== undefined) replacements.push({ value, text: arn });
  }
  return replaceAll(text, replacements);
}
