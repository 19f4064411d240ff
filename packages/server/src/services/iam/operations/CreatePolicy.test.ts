import {
  AttachUserPolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateUserCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DetachUserPolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  ListPolicyTagsCommand,
  ListPolicyVersionsCommand,
  SetDefaultPolicyVersionCommand,
  TagPolicyCommand,
  UntagPolicyCommand,
} from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser, allow, noSuchEntity, refusal } from '../../../../test/identities.ts';

const server = await startTestServer();
const { iam, accountId } = server;

function documentOf(action: string): string {
  const Statement = [{ Effect: 'Allow', Action: action, Resource: '*' }];
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

async function create(PolicyName: string, more: object = {}): Promise<string> {
  const PolicyDocument = documentOf('iam:ListUsers');
  const { Policy } = await iam.send(
    new CreatePolicyCommand({ PolicyName, PolicyDocument, ...more }),
  );
  return Policy?.Arn ?? '';
}

async function versions(PolicyArn: string): Promise<(string | undefined)[]> {
  const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
  return (Versions ?? []).map(
    ({ VersionId, IsDefaultVersion }) => `${VersionId}${IsDefaultVersion ? ' default' : ''}`,
  );
}

const nowhere = `arn:aws:iam::${accountId}:policy/nowhere`;

test('makes a policy and shows it, its description only when asked for', async () => {
  const { Policy: made } = await iam.send(
    new CreatePolicyCommand({
      PolicyName: 'First',
      Path: '/a/b/',
      PolicyDocument: documentOf('s3:GetObject'),
      Description: 'what it is for',
      Tags: [{ Key: 'team', Value: 'x' }],
    }),
  );
  const shown = {
    PolicyName: 'First',
    PolicyId: expect.stringMatching(/^ANPA[A-Z2-7]{17}$/),
    Arn: `arn:aws:iam::${accountId}:policy/a/b/First`,
    Path: '/a/b/',
    DefaultVersionId: 'v1',
    AttachmentCount: 0,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: expect.any(Date),
    UpdateDate: expect.any(Date),
    Tags: [{ Key: 'team', Value: 'x' }],
  };
  expect(made).toEqual(shown);
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: made?.Arn }));
  expect(Policy).toEqual({ ...shown, Description: 'what it is for' });
});

test('policies that AWS manages are there with their real documents', async () => {
  const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
  expect(Policy).toMatchObject({ PolicyName: 'AdministratorAccess', Tags: [], Path: '/' });
  const VersionId = Policy?.DefaultVersionId;
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
  expect(JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? ''))).toEqual({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  });
  await expect(iam.send(new DeletePolicyCommand({ PolicyArn }))).rejects.toMatchObject({
    Code: 'AccessDenied',
  });
});

test('a name is taken whatever its case and path', async () => {
  await create('Taken');
  const PolicyDocument = documentOf('s3:*');
  await expect(
    iam.send(new CreatePolicyCommand({ PolicyName: 'TAKEN', Path: '/x/', PolicyDocument })),
  ).rejects.toMatchObject(
    refusal(
      'EntityAlreadyExists',
      409,
      'A policy called TAKEN already exists. Duplicate names are not allowed.',
    ),
  );
});

test.each([
  ['{"Version":"2012-10-17"}', 'Syntax errors in policy.'],
  [
    '{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}',
    'Policy document must be version 2012-10-17 or greater.',
  ],
  [
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3","Resource":"*"}}',
    'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
  ],
  [
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*"}}',
    'Policy statement must contain resources.',
  ],
])('refuses %s', async (PolicyDocument, message) => {
  const bad = new CreatePolicyCommand({ PolicyName: 'Bad', PolicyDocument });
  await expect(iam.send(bad)).rejects.toMatchObject(
    refusal('MalformedPolicyDocument', 400, message),
  );
});

test('refuses more than 6144 characters without white space', async () => {
  const actions = Array.from({ length: 600 }, (_, n) => `"s3:Action${n}"`).join(',  ');
  const PolicyDocument = documentOf('x:y').replace('"x:y"', `[${actions}]`);
  await expect(
    iam.send(new CreatePolicyCommand({ PolicyName: 'Big', PolicyDocument })),
  ).rejects.toMatchObject(
    refusal('LimitExceeded', 409, 'Cannot exceed quota for PolicySize: 6144'),
  );
});

test('keeps five versions, numbered for ever, newest first', async () => {
  const PolicyArn = await create('Versioned');
  const add = (SetAsDefault?: boolean) =>
    iam.send(
      new CreatePolicyVersionCommand({
        PolicyArn,
        PolicyDocument: documentOf('iam:Get*'),
        ...(SetAsDefault === undefined ? {} : { SetAsDefault }),
      }),
    );
  expect((await add()).PolicyVersion).toEqual({
    VersionId: 'v2',
    IsDefaultVersion: false,
    CreateDate: expect.any(Date),
  });
  await add(true);
  await add();
  await add();
  expect(await versions(PolicyArn)).toEqual(['v5', 'v4', 'v3 default', 'v2', 'v1']);
  await expect(add()).rejects.toMatchObject(
    refusal(
      'LimitExceeded',
      409,
      'A managed policy can have up to 5 versions. Before you create a new version, you must ' +
        'delete an existing version.',
    ),
  );
  await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v5' }));
  await add();
  expect(await versions(PolicyArn)).toEqual(['v6', 'v4', 'v3 default', 'v2', 'v1']);
  const first = await iam.send(new ListPolicyVersionsCommand({ PolicyArn, MaxItems: 3 }));
  const second = await iam.send(
    new ListPolicyVersionsCommand({ PolicyArn, MaxItems: 3, Marker: first.Marker }),
  );
  expect(second.Versions?.map(({ VersionId }) => VersionId)).toEqual(['v2', 'v1']);
});

test('another default version is in force for the next request', async () => {
  const PolicyArn = await create('Switching');
  const user = await addUser(server, 'switcher');
  await iam.send(new AttachUserPolicyCommand({ UserName: 'switcher', PolicyArn }));
  const look = new GetPolicyCommand({ PolicyArn });
  await expect(user.iam.send(look)).rejects.toMatchObject({ Code: 'AccessDenied' });
  const PolicyDocument = documentOf('iam:GetPolicy');
  await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument }));
  await expect(user.iam.send(look)).rejects.toMatchObject({ Code: 'AccessDenied' });
  await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
  expect((await user.iam.send(look)).Policy?.AttachmentCount).toBe(1);
});

test('the default version and unknown versions cannot be deleted', async () => {
  const PolicyArn = await create('Kept');
  const gone = (VersionId: string) =>
    iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
  await expect(gone('v1')).rejects.toMatchObject(
    refusal('DeleteConflict', 409, 'Cannot delete the default version of a policy.'),
  );
  await expect(gone('v9')).rejects.toMatchObject(
    noSuchEntity(`Policy ${PolicyArn} version v9 does not exist or is not attachable.`),
  );
  await expect(gone('9')).rejects.toMatchObject({
    Code: 'ValidationError',
    message: expect.stringContaining(
      "at 'versionId' failed to satisfy constraint: Member must satisfy regular expression " +
        'pattern: v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?',
    ),
  });
});

test('a policy goes only when nothing uses it and one version is left', async () => {
  const PolicyArn = await create('Leaving');
  const gone = new DeletePolicyCommand({ PolicyArn });
  await iam.send(new CreateUserCommand({ UserName: 'user-of-it' }));
  await iam.send(new AttachUserPolicyCommand({ UserName: 'user-of-it', PolicyArn }));
  await expect(iam.send(gone)).rejects.toMatchObject(
    refusal('DeleteConflict', 409, 'Cannot delete a policy attached to entities.'),
  );
  await iam.send(new DetachUserPolicyCommand({ UserName: 'user-of-it', PolicyArn }));
  const PolicyDocument = documentOf('s3:*');
  await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument }));
  await expect(iam.send(gone)).rejects.toMatchObject(
    refusal(
      'DeleteConflict',
      409,
      'This policy has more than one version. Before you delete a policy, you must delete the ' +
        "policy's versions. The default version is deleted with the policy.",
    ),
  );
  await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
  await iam.send(gone);
  await expect(iam.send(gone)).rejects.toMatchObject(
    noSuchEntity(`Policy ${PolicyArn} was not found.`),
  );
});

test('keys of tags differ by case', async () => {
  const PolicyArn = await create('Tagged', { Tags: [{ Key: 'a', Value: 'lower' }] });
  await iam.send(new TagPolicyCommand({ PolicyArn, Tags: [{ Key: 'A', Value: 'upper' }] }));
  const list = async () => (await iam.send(new ListPolicyTagsCommand({ PolicyArn }))).Tags;
  expect(await list()).toEqual([
    { Key: 'A', Value: 'upper' },
    { Key: 'a', Value: 'lower' },
  ]);
  await iam.send(new UntagPolicyCommand({ PolicyArn, TagKeys: ['a'] }));
  expect(await list()).toEqual([{ Key: 'A', Value: 'upper' }]);
  const Tags = [
    { Key: 'b', Value: '1' },
    { Key: 'b', Value: '2' },
  ];
  await expect(iam.send(new TagPolicyCommand({ PolicyArn, Tags }))).rejects.toMatchObject(
    refusal('InvalidInput', 400, 'Duplicate tag keys found.'),
  );
});

const notFound = `Policy ${nowhere} was not found.`;
const noVersion = `Policy ${nowhere} version v1 does not exist or is not attachable.`;
const notAttachable = `Policy ${nowhere} does not exist or is not attachable.`;
const VersionId = 'v1';
const PolicyDocument = documentOf('s3:*');

test.each([
  ['GetPolicy', new GetPolicyCommand({ PolicyArn: nowhere }), notFound],
  ['DeletePolicy', new DeletePolicyCommand({ PolicyArn: nowhere }), notFound],
  ['TagPolicy', new TagPolicyCommand({ PolicyArn: nowhere, Tags: [] }), notFound],
  ['UntagPolicy', new UntagPolicyCommand({ PolicyArn: nowhere, TagKeys: [] }), notFound],
  ['ListPolicyTags', new ListPolicyTagsCommand({ PolicyArn: nowhere }), notFound],
  [
    'CreatePolicyVersion',
    new CreatePolicyVersionCommand({ PolicyArn: nowhere, PolicyDocument }),
    notAttachable,
  ],
  ['ListPolicyVersions', new ListPolicyVersionsCommand({ PolicyArn: nowhere }), notAttachable],
  ['GetPolicyVersion', new GetPolicyVersionCommand({ PolicyArn: nowhere, VersionId }), noVersion],
  [
    'SetDefaultPolicyVersion',
    new SetDefaultPolicyVersionCommand({ PolicyArn: nowhere, VersionId }),
    noVersion,
  ],
  [
    'DeletePolicyVersion',
    new DeletePolicyVersionCommand({ PolicyArn: nowhere, VersionId }),
    noVersion,
  ],
])('%s knows no such policy, and tells only who may ask', async (action, command, message) => {
  const sent = command as GetPolicyCommand;
  await expect(iam.send(sent)).rejects.toMatchObject(noSuchEntity(message));
  const stranger = await addUser(server, `stranger-${action}`, [allow('iam:ListPolicies')]);
  await expect(stranger.iam.send(sent)).rejects.toMatchObject({
    Code: 'AccessDenied',
    message: expect.stringContaining(`perform: iam:${action} on resource: policy ${nowhere} `),
  });
});

test('an ARN that is none is refused', async () => {
  const PolicyArn = 'longpolicynamebutnoarn';
  await expect(iam.send(new GetPolicyCommand({ PolicyArn }))).rejects.toMatchObject(
    refusal('ValidationError', 400, `ARN ${PolicyArn} is not valid.`),
  );
});

test('tags at creation ask for iam:TagPolicy too', async () => {
  const maker = await addUser(server, 'maker', [allow('iam:CreatePolicy')]);
  const make = (Tags?: { Key: string; Value: string }[]) =>
    maker.iam.send(
      new CreatePolicyCommand({ PolicyName: 'Made', PolicyDocument, ...(Tags && { Tags }) }),
    );
  await expect(make([{ Key: 'a', Value: 'b' }])).rejects.toMatchObject({
    Code: 'AccessDenied',
    message: expect.stringContaining('perform: iam:TagPolicy on resource: policy Made because'),
  });
  await make();
});

test('nothing was logged as an error', () => {
  expect(server.loggedErrors).toEqual([]);
});
