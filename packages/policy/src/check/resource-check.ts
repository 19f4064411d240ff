/**
 * One resource as IAM checks it. Page: IAM UG "IAM JSON policy elements: Resource"; the texts are
 * those that IAM has been seen to answer with.
 */
import { variableAt } from '../match/variable.ts';
import type { TextValue } from '../syntax/document.ts';
import type { Complaint } from './fault.ts';
import { complain } from './fault.ts';

const partitions: ReadonlySet<string> = new Set([
  'aws',
  'aws-cn',
  'aws-us-gov',
  'aws-iso',
  'aws-iso-b',
  'aws-iso-e',
  'aws-iso-f',
  'aws-eusc',
  '*',
]);

const iamPaths: readonly string[] = [
  'user/',
  'federated-user/',
  'role/',
  'group/',
  'instance-profile/',
  'mfa/',
  'server-certificate/',
  'policy/',
  'sms-mfa/',
  'saml-provider/',
  'oidc-provider/',
  'report/',
  'access-report/',
];

/** Not in the text of the message, but resources of IAM's newer actions all the same. */
const newerIamPaths: readonly string[] = [
  'root',
  'u2f/',
  'delegation-request/',
  'context-provider/',
];

/** The parts between the colons, of which those in variables do not count. */
function splitArn(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let offset = 0; offset < text.length; offset += 1) {
    const variable = variableAt(text, offset);
    if (variable !== undefined) offset += variable.length - 1;
    else if (text[offset] === ':') {
      parts.push(text.slice(from, offset));
      from = offset + 1;
    }
  }
  return [...parts, text.slice(from)];
}

/** Five parts are one too few; three and four are taken as they are. */
export function failsLegacyParsing(value: string): boolean {
  if (value === '*') return false;
  const parts = splitArn(value);
  const [, partition = '', service] = parts;
  if (!partitions.has(partition)) return false;
  return service === '' || parts.length === 5;
}

function invalidPartition(partition: string, rest: readonly string[]): string {
  const [service = '*', region = '*', account = '*', ...resource] = rest;
  const path = resource.length === 0 ? '*' : resource.join(':');
  const arn = ['arn', partition, service, region, account, path].join(':');
  return `Partition "${partition}" is not valid for resource "${arn}".`;
}

/** A path with wildcards may still begin with one of the kinds. */
function isIamPath(path: string): boolean {
  const literal = path.split(/[*?]|\$\{/, 1)[0] ?? '';
  const known = [...iamPaths, ...newerIamPaths];
  if (literal !== path)
    return known.some((kind) => kind.startsWith(literal) || literal.startsWith(kind));
  return known.some((kind) => path.startsWith(kind));
}

function checkRegion(value: string, service: string, account: string): string | undefined {
  if (service === 'iam') return `IAM resource ${value} cannot contain region information.`;
  // Access points, jobs and Storage Lens have a region, and an account with it.
  if (service === 's3' && account === '') {
    return `Resource ${value} can not contain region information.`;
  }
  return undefined;
}

function resourceMessage(value: string): string | undefined {
  const [, partition, ...rest] = splitArn(value);
  if (partition === undefined) return `Resource ${value} must be in ARN format or "*".`;
  if (!partitions.has(partition)) return invalidPartition(partition, rest);
  const [service, region = '', account = '', ...path] = rest;
  if (service === undefined || /[*?]/.test(service)) {
    return 'Resource vendor must be fully qualified and cannot contain regexes.';
  }
  const wrongRegion = region === '' ? undefined : checkRegion(value, service, account);
  if (wrongRegion !== undefined) return wrongRegion;
  if (service === 'iam' && path.length > 0 && !isIamPath(path.join(':'))) {
    return `IAM resource path must either be "*" or start with ${iamPaths.join(', ')}.`;
  }
  return undefined;
}

export function checkResource({ value, span }: TextValue): Complaint | undefined {
  const message = value === '*' ? undefined : resourceMessage(value);
  return message === undefined ? undefined : complain(message, span);
}
