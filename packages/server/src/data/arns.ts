/**
 * ARNs of what Hallpass serves, and their parts.
 * Page: IAM UG "IAM identifiers"; S3 UG "Amazon S3 resources".
 */

export interface ArnParts {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  /** All after the fifth colon. */
  readonly resource: string;
}

let lastArn = '';
let lastParts: ArnParts | undefined;

/** A request asks for the parts of its resource more than once. */
export function parseArn(arn: string): ArnParts | undefined {
  if (arn !== lastArn) {
    lastParts = readParts(arn);
    lastArn = arn;
  }
  return lastParts;
}

function readParts(arn: string): ArnParts | undefined {
  if (!arn.startsWith('arn:')) return undefined;
  const ends: number[] = [];
  let at = 3;
  for (let colon = 0; colon < 4; colon++) {
    at = arn.indexOf(':', at + 1);
    if (at < 0) return undefined;
    ends.push(at);
  }
  const [partition, service, region, account] = ends as [number, number, number, number];
  return {
    partition: arn.slice(4, partition),
    service: arn.slice(partition + 1, service),
    region: arn.slice(service + 1, region),
    accountId: arn.slice(region + 1, account),
    resource: arn.slice(account + 1),
  };
}

/** What an account's ARNs begin with. */
export interface Owner {
  readonly partition: string;
  readonly accountId: string;
}

/** `kind` as it stands in the ARN: user, role, group, policy, instance-profile, mfa. */
export function iamArn(owner: Owner, kind: string, pathAndName: string): string {
  return `arn:${owner.partition}:iam::${owner.accountId}:${kind}${pathAndName}`;
}

export function rootArn(owner: Owner): string {
  return `arn:${owner.partition}:iam::${owner.accountId}:root`;
}

export function assumedRoleArn(owner: Owner, roleName: string, sessionName: string): string {
  return `arn:${owner.partition}:sts::${owner.accountId}:assumed-role/${roleName}/${sessionName}`;
}

export function federatedUserArn(owner: Owner, name: string): string {
  return `arn:${owner.partition}:sts::${owner.accountId}:federated-user/${name}`;
}

export function bucketArn(partition: string, bucket: string): string {
  return `arn:${partition}:s3:::${bucket}`;
}

export function objectArn(partition: string, bucket: string, key: string): string {
  return `arn:${partition}:s3:::${bucket}/${key}`;
}
