/**
 * Inputs that pass the checks of form of any operation: the required members of its schema, filled
 * by name. What is named need not exist: who may not call must not learn whether it does.
 */
import type { OperationShape, Shape, StructShape } from '@hallpass/wire';

const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
});
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' },
});

/** By member name; `OPERATION.Member` where one operation wants another form. */
const texts: Readonly<Record<string, string>> = {
  AccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  AccountAlias: 'sample-alias',
  AccountId: '111111111111',
  AccountName: 'Sample',
  Arn: 'arn:aws:iam::111111111111:user/Sample',
  AssumeRolePolicyDocument: trust,
  AuthenticationCode1: '123456',
  AuthenticationCode2: '654321',
  AWSServiceName: 'elasticbeanstalk.amazonaws.com',
  Bucket: 'walked-bucket',
  ChildId: '111111111111',
  ChildType: 'ACCOUNT',
  Content: policy,
  CopySource: 'walked-bucket/sample',
  CreateAccountRequestId: 'car-0123456789abcdef0123456789abcdef',
  CreateOrganizationalUnit: 'Sample',
  DestinationParentId: 'r-abcd',
  Email: 'sample@example.com',
  Filter: 'SERVICE_CONTROL_POLICY',
  GlobalEndpointTokenVersion: 'v2Token',
  InstanceProfileName: 'Sample',
  JobId: '01234567-89ab-7def-8123-456789abcdef',
  Key: 'sample',
  NewPassword: 'aB3$efgh1234',
  OldPassword: 'aB3$efgh1234',
  OpenIDConnectProviderArn: 'arn:aws:iam::111111111111:oidc-provider/sample.example.com',
  OrganizationalUnitId: 'ou-abcd-abcdefgh',
  ParentId: 'r-abcd',
  Password: 'aB3$efgh1234',
  PermissionsBoundary: 'arn:aws:iam::aws:policy/AdministratorAccess',
  Policy: policy,
  PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  PolicyDocument: policy,
  PolicyId: 'p-abcdefgh',
  PolicySourceArn: 'arn:aws:iam::111111111111:user/Sample',
  PolicyType: 'SERVICE_CONTROL_POLICY',
  ResourceId: '111111111111',
  RoleArn: 'arn:aws:iam::111111111111:role/Sample',
  RoleSessionName: 'sample',
  RootId: 'r-abcd',
  SAMLMetadataDocument: 'sample'.repeat(200),
  SAMLProviderArn: 'arn:aws:iam::111111111111:saml-provider/Sample',
  SerialNumber: 'arn:aws:iam::111111111111:mfa/sample',
  SourceParentId: 'r-abcd',
  Status: 'Active',
  TargetId: '111111111111',
  ThumbprintList: 'a'.repeat(40),
  Type: 'SERVICE_CONTROL_POLICY',
  Url: 'https://sample.example.com',
  VersionId: 'v1',
  policyDocument: policy,
  policyType: 'IDENTITY_POLICY',
};

function sampleText(operation: string, member: string): string {
  return texts[`${operation}.${member}`] ?? texts[member] ?? 'Sample';
}

interface Place {
  readonly operation: string;
  readonly member: string;
}

function sampleStruct(shape: StructShape, operation: string): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const member of shape.members) {
    if (!member.required) continue;
    input[member.name] = sampleValue(member.shape, { operation, member: member.name });
  }
  return input;
}

function sampleValue(shape: Shape, place: Place): unknown {
  switch (shape.kind) {
    case 'string':
      return sampleText(place.operation, place.member);
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'timestamp':
      return new Date(0);
    case 'list':
      return [sampleValue(shape.item.shape, place)];
    case 'map':
      return { sample: sampleValue(shape.value.shape, place) };
    case 'struct':
      return sampleStruct(shape, place.operation);
    default:
      return new TextEncoder().encode('sample');
  }
}

export function sampleInput(operation: OperationShape): Record<string, unknown> {
  return sampleStruct(operation.input, operation.name);
}

/** Text that no name, ARN or document should be. */
const hostileTexts: readonly string[] = [
  '',
  ' ',
  '../../etc/passwd',
  '\u0000\u0007\ufffe',
  '\ud800',
  '<a>&"\'',
  'arn:aws:iam::111111111111:policy/' + 'x/'.repeat(600),
  'ключ-鍵-🗝',
  'a'.repeat(10_000),
  '{"Version":"2012-10-17","Statement":[[[[[[{}]]]]]]}',
  '%00%zz',
];

/** Every member of the input filled, strings with one hostile text, numbers out of range. */
export function hostileInputs(operation: OperationShape): Record<string, unknown>[] {
  return hostileTexts.map((text, index) => {
    const number = [-1, 0, 2 ** 31, 1e15][index % 4] ?? 0;
    return hostileStruct(operation.input, { text, number, depth: 0 });
  });
}

interface Hostile {
  readonly text: string;
  readonly number: number;
  readonly depth: number;
}

function hostileStruct(shape: StructShape, hostile: Hostile): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const member of shape.members) {
    // The bucket stays a bucket, or S3's client would refuse to send; its name has tests of its
    // own. A request with an empty key is one about the bucket.
    const isKept = member.name === 'Bucket' || (member.name === 'Key' && hostile.text === '');
    input[member.name] = isKept ? texts[member.name] : hostileValue(member.shape, hostile);
  }
  return input;
}

function hostileValue(shape: Shape, hostile: Hostile): unknown {
  const deeper = { ...hostile, depth: hostile.depth + 1 };
  if (deeper.depth > 4) return undefined;
  switch (shape.kind) {
    case 'string':
      return hostile.text;
    case 'number':
      return hostile.number;
    case 'boolean':
      return true;
    case 'timestamp':
      return new Date(hostile.number % 1e12);
    case 'list':
      return [hostileValue(shape.item.shape, deeper), hostileValue(shape.item.shape, deeper)];
    case 'map':
      return { [hostile.text]: hostileValue(shape.value.shape, deeper) };
    case 'struct':
      return hostileStruct(shape, deeper);
    default:
      return new TextEncoder().encode(hostile.text);
  }
}
