/**
 * The ARNs of Resource and NotResource against the catalogue's. Page: IAM UG "IAM policy validation
 * check reference", "Invalid ARN …", "Missing ARN …".
 */
import type { TextValue } from '../syntax/document.ts';
import type { ArnParts } from './arn.ts';
import { arnFields, arnParts, isOpen, isRegion, partitions } from './arn.ts';
import type { StatementCheck } from './check.ts';
import { none } from './check.ts';
import type { Effort } from './effort.ts';
import type { Finding } from './finding.ts';
import { atValue, finding } from './finding.ts';
import type { IssueCode } from './issue-codes.ts';
import type { KnownArn } from './known-arns.ts';
import { asPattern, fittingArns, isOfNoKind, kindOf, knownArns } from './known-arns.ts';
import type { ValidatedResourceType } from './options.ts';
import { overlaps } from './overlap.ts';
import type { PolicyView } from './view.ts';

interface Complaint {
  readonly code: IssueCode;
  readonly details: string;
}

const complain = (code: IssueCode, details: string): Complaint => ({ code, details });

/** A star at the end may stand for the fields that are not there. */
function checkFrame(value: string, fields: readonly string[]): Complaint | undefined {
  if (fields[0] !== 'arn' && !value.startsWith('*')) {
    return complain('INVALID_ARN_PREFIX', `${value} is no ARN: an ARN begins with "arn:".`);
  }
  if (fields.length < 6 && !value.endsWith('*')) {
    const form = 'arn:partition:service:region:account:resource';
    return complain('MISSING_ARN_FIELD', `The ARN needs six fields: ${form}.`);
  }
  return undefined;
}

function checkPartition({ partition, service }: ArnParts): Complaint | undefined {
  if (isOpen(partition) || partitions.has(partition)) return undefined;
  return complain(
    'INVALID_PARTITION',
    `There is no partition ${partition} for ${service}. Use one of ${[...partitions].join(', ')}.`,
  );
}

function checkService({ service }: ArnParts, { catalogue }: PolicyView): Complaint | undefined {
  const isKnown = (name: string): boolean =>
    catalogue.services.has(name) || catalogue.arns(name) !== undefined;
  if (/[*?]/.test(service)) {
    const details =
      'A wildcard in the name of a service reaches services that exist only later. ' +
      'Name the service.';
    return complain('WILDCARD_IN_SERVICE_NAME', details);
  }
  if (isOpen(service) || isKnown(service)) return undefined;
  if (/[A-Z]/.test(service) && isKnown(service.toLowerCase())) {
    return complain('INVALID_ARN_SERVICE_CASE', `Write the service ${service} in lower case.`);
  }
  return complain('INVALID_SERVICE', `There is no service ${service}. Name one that exists.`);
}

const accountPattern = /^(?:\d{12}|aws|aws-managed|aws-marketplace|cloudfront|amazon)$/;

const isPlaced = (field: string): boolean => field !== '';

/** Kinds of which AWS itself has some, in no account. */
const accountless: ReadonlySet<string> = new Set([
  'resource-explorer-2:view',
  'ssm:automation-definition',
  'ssm:document',
  'ssm:parameter',
  'ssm:patchbaseline',
]);

const isAccountless = ({ service, resource }: ArnParts): boolean =>
  /^\*+$/.test(resource) || accountless.has(`${service}:${kindOf(resource)}`);

function checkRegion(parts: ArnParts, known: readonly KnownArn[]): Complaint | undefined {
  const { region, service } = parts;
  const taken = known.filter((other) => isPlaced(other.region));
  if (region === '') {
    if (taken.length < known.length) return undefined;
    return complain('MISSING_ARN_REGION', `The ARN of ${service} needs a Region.`);
  }
  if (isOpen(region)) return undefined;
  if (taken.length === 0) {
    return complain('ARN_REGION_NOT_ALLOWED', `An ARN of ${service} holds no Region here.`);
  }
  if (isRegion(region)) return undefined;
  return complain('INVALID_ARN_REGION', `There is no Region ${region} for this resource.`);
}

function checkAccount(parts: ArnParts, known: readonly KnownArn[]): Complaint | undefined {
  const { account, service, resource } = parts;
  const taken = known.filter((other) => isPlaced(other.account));
  if (account === '') {
    if (taken.length < known.length || isAccountless(parts)) return undefined;
    const details = `The ARN of ${resource} has no account ID. Give the 12 digits.`;
    return complain('MISSING_ARN_ACCOUNT', details);
  }
  if (isOpen(account)) return undefined;
  if (taken.length === 0) {
    return complain('ARN_ACCOUNT_NOT_ALLOWED', `An ARN of ${service} holds no account ID here.`);
  }
  if (accountPattern.test(account)) return undefined;
  return complain('INVALID_ARN_ACCOUNT', `${account} is no account ID. Give the 12 digits.`);
}

function checkAgainstCatalogue(parts: ArnParts, policy: PolicyView): readonly Complaint[] {
  const arns = policy.catalogue.arns(parts.service.toLowerCase());
  if (arns === undefined) return [];
  const known = knownArns(arns);
  const fitting = fittingArns(parts.resource, known, policy.effort);
  if (fitting === undefined) return [];
  if (fitting.length === 0) {
    if (!isOfNoKind(parts.resource, known)) return [];
    const details = `${parts.service} has no resource of the form ${parts.resource}.`;
    return [complain('INVALID_ARN_RESOURCE', details)];
  }
  const found = [checkRegion(parts, fitting), checkAccount(parts, fitting)];
  return found.filter((complaint) => complaint !== undefined);
}

function complaintsAbout(value: string, policy: PolicyView): readonly Complaint[] {
  const fields = arnFields(value);
  const frame = checkFrame(value, fields);
  if (frame !== undefined) return [frame];
  if (fields[0] !== 'arn') return [];
  const parts = arnParts(fields);
  const partition = fields.length < 2 ? undefined : checkPartition(parts);
  const service = fields.length < 3 ? undefined : checkService(parts, policy);
  const outer = [partition, service].filter((complaint) => complaint !== undefined);
  if (outer.length > 0 || fields.length < 6 || isOpen(parts.service)) return outer;
  return checkAgainstCatalogue(parts, policy);
}

const checkArns: StatementCheck = ({ resources }, policy) =>
  resources.flatMap((resource) => {
    if (resource.value === '*') return none;
    const location = atValue(resource);
    return complaintsAbout(resource.value, policy).map(({ code, details }) =>
      finding(code, details, location),
    );
  });

/** What a policy of the resource may speak of. */
const ownArns: Readonly<Partial<Record<ValidatedResourceType, readonly string[]>>> = {
  'AWS::S3::Bucket': ['arn:*:s3:::*'],
  'AWS::S3::AccessPoint': ['arn:*:s3:*:*:accesspoint/*'],
  'AWS::S3::MultiRegionAccessPoint': ['arn:*:s3::*:accesspoint/*'],
  'AWS::S3ObjectLambda::AccessPoint': ['arn:*:s3-object-lambda:*:*:accesspoint/*'],
  'AWS::DynamoDB::Table': ['arn:*:dynamodb:*:*:table/*', '*'],
};

function isForeign({ value }: TextValue, own: readonly string[], effort: Effort): boolean {
  if (value === '*') return !own.includes('*');
  if (!value.startsWith('arn:')) return false;
  const pattern = asPattern(value);
  return own.every((arn) => arn === '*' || !affordableOverlap(arn, pattern, effort));
}

const affordableOverlap = (a: string, b: string, effort: Effort): boolean =>
  !effort.spend(a.length * b.length) || overlaps(a, b);

const checkOwnership: StatementCheck = ({ resources, statement }, { options, effort }) => {
  const { resourceType } = options;
  const own = resourceType && ownArns[resourceType];
  if (own === undefined || statement.resource === undefined) return none;
  return resources.flatMap((resource): readonly Finding[] => {
    if (!isForeign(resource, own, effort)) return none;
    const details = `A policy of ${resourceType} cannot speak of the resource ${resource.value}.`;
    return [finding('UNSUPPORTED_RESOURCE_ARN_IN_POLICY', details, atValue(resource))];
  });
};

export const resourceChecks: readonly StatementCheck[] = [checkArns, checkOwnership];
