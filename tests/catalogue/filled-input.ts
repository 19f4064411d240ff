/**
 * Inputs with every member filled by what could be meant, so that an access rule gives every
 * condition key it can. What is named exists, with tags (`world.ts`).
 */
import type { OperationShape, Shape, StructShape } from '@hallpass/wire';

/** Replaced by what was made. */
const account = '$account';
const document = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
});
const tag = { Key: 'team', Value: 'a' };

/** By member; `SERVICE.Member` and `Operation.Member` where the name means something else there. */
const values: Readonly<Record<string, unknown>> = {
  AccessKeyId: '$accessKey',
  AllUsers: undefined,
  Arn: `arn:aws:iam::${account}:user/Sample`,
  AssumeRolePolicyDocument: JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' },
  }),
  AWSServiceName: 'elasticbeanstalk.amazonaws.com',
  Bucket: 'sample-bucket',
  ChildId: account,
  Content: document,
  CopySource: 'sample-bucket/sample',
  Delimiter: '/',
  DestinationParentId: '$root',
  DurationSeconds: 900,
  ExternalId: 'external',
  Filter: 'SERVICE_CONTROL_POLICY',
  GroupName: 'Sample',
  InstanceProfileName: 'Sample',
  Key: 'sample',
  MaxKeys: 10,
  MFA: undefined,
  Name: 'sample',
  NewGroupName: undefined,
  NewPath: undefined,
  NewUserName: undefined,
  OpenIDConnectProviderArn: `arn:aws:iam::${account}:oidc-provider/sample.example.com`,
  OrganizationalUnitId: '$unit',
  ParentId: '$root',
  Path: '/',
  PathPrefix: '/',
  PermissionsBoundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
  Policy: document,
  PolicyArn: `arn:aws:iam::${account}:policy/Sample`,
  PolicyDocument: document,
  PolicyId: '$policy',
  PolicyName: 'Sample',
  PolicySourceArn: `arn:aws:iam::${account}:user/Sample`,
  PolicyType: 'SERVICE_CONTROL_POLICY',
  Prefix: 'sa',
  ResourceId: '$policy',
  RoleArn: `arn:aws:iam::${account}:role/Sample`,
  RoleName: 'Sample',
  RoleSessionName: 'sample',
  RootId: '$root',
  SAMLProviderArn: `arn:aws:iam::${account}:saml-provider/Sample`,
  SerialNumber: `arn:aws:iam::${account}:mfa/Sample`,
  SourceIdentity: 'Sample',
  SourceParentId: '$root',
  TagKeys: ['team'],
  Tagging: { TagSet: [tag] },
  Tags: [tag],
  TargetId: account,
  TokenCode: '123456',
  TransitiveTagKeys: ['team'],
  Type: 'SERVICE_CONTROL_POLICY',
  Url: 'https://new.example.com',
  UserName: 'Sample',
  VersionId: 'v1',
  VirtualMFADeviceName: 'Sample',
  's3.ACL': 'private',
  's3.AccessControlPolicy': undefined,
  's3.Bucket': 'sample-bucket',
  's3.ExpectedBucketOwner': undefined,
  's3.ExpectedSourceBucketOwner': undefined,
  's3.GrantFullControl': undefined,
  's3.GrantRead': undefined,
  's3.GrantReadACP': undefined,
  's3.GrantWrite': undefined,
  's3.GrantWriteACP': undefined,
  's3.VersionId': 'null',
  'sts.SerialNumber': undefined,
  'sts.TokenCode': undefined,
  'CopyObject.Tagging': 'team=a',
  'CopyObject.MetadataDirective': 'COPY',
  'CopyObject.TaggingDirective': 'REPLACE',
  'CreateMultipartUpload.Tagging': 'team=a',
  'PutObject.Tagging': 'team=a',
  'CreateAccount.Email': 'new@example.com',
  'CreateBucket.Bucket': 'bucket-to-be-made',
  'CreateBucket.CreateBucketConfiguration': { LocationConstraint: 'eu-central-1', Tags: [tag] },
  'CreateBucket.ObjectOwnership': 'BucketOwnerEnforced',
  'DeleteObjects.Delete': { Objects: [{ Key: 'sample' }] },
  'organizations.AccountId': account,
};

interface Place {
  readonly service: string;
  readonly operation: string;
  /** What was made, by `$name`. */
  readonly made: Readonly<Record<string, string>>;
}

function known(place: Place, member: string): { readonly value: unknown } | undefined {
  const names = [`${place.operation}.${member}`, `${place.service}.${member}`, member];
  const name = names.find((one) => one in values);
  if (name === undefined) return undefined;
  const value = values[name];
  if (typeof value !== 'string') return { value };
  return { value: value.replace(/\$\w+/g, (made) => place.made[made] ?? made) };
}

function valueOf(shape: Shape, place: Place): unknown {
  switch (shape.kind) {
    case 'string':
      return 'Sample';
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'timestamp':
      return new Date(0);
    case 'list':
      return [valueOf(shape.item.shape, place)];
    case 'struct':
      return structOf(shape, place, true);
    default:
      return undefined;
  }
}

function structOf(shape: StructShape, place: Place, inner: boolean): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const member of shape.members) {
    const given = inner ? undefined : known(place, member.name);
    // Of inner structures only what must be there: they may nest without end.
    if (inner && !member.required) continue;
    const value = given === undefined ? valueOf(member.shape, place) : given.value;
    if (value !== undefined) input[member.name] = value;
  }
  return input;
}

/** Once with all members, and once without a version, which makes another action of some. */
export function filledInputs(
  operation: OperationShape,
  made: Place['made'],
): readonly Record<string, unknown>[] {
  const service = operation.service.model.name;
  const full = structOf(operation.input, { service, operation: operation.name, made }, false);
  const { VersionId: version, ...current } = full;
  return service === 's3' && version !== undefined ? [full, current] : [full];
}
