/**
 * The tutorial, step by step, with what AWS answers to each.
 * Page: IAM UG tutorial "Delegate access across AWS accounts using IAM roles".
 */
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  ListUsersCommand,
  PutGroupPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { AwsClients } from '../aws-clients.ts';
import {
  bucket,
  development,
  policyArn,
  policyName,
  production,
  roleArn,
  roleName,
} from '../cross-account/names.ts';
import {
  allowAssume,
  denyAssume,
  otherBucket,
  readWriteAppBucket,
  trustDevelopment,
  trustIn,
} from './documents.ts';

/** Everyone in the story. `session`: David in the role, once he has switched. */
export interface Cast {
  readonly root: AwsClients;
  readonly developmentAdmin: AwsClients;
  readonly productionAdmin: AwsClients;
  readonly david: AwsClients;
  readonly theresa: AwsClients;
  /** A user of Development without any policy. */
  readonly newcomer: AwsClients;
  session(): AwsClients;
  /** Remembers the session that David was given. */
  switched(credentials: {
    readonly AccessKeyId?: string | undefined;
    readonly SecretAccessKey?: string | undefined;
    readonly SessionToken?: string | undefined;
  }): void;
}

/** `ok`, or the code and text of an error. Text may be the beginning of what is answered. */
export interface Expected {
  readonly code?: string;
  readonly message?: string;
  /** What a success shows. */
  readonly result?: string;
}

export interface Step {
  readonly title: string;
  readonly expected: Expected;
  run(cast: Cast): Promise<string | undefined>;
}

const json = (document: unknown): string => JSON.stringify(document);
const developmentUser = (name: string): string => `arn:aws:iam::${development.id}:user/${name}`;
const notAuthorized = (arn: string, action: string, reason: string): string =>
  `User: ${arn} is not authorized to perform: ${action} on resource: ${reason}`;
const sessionArn = `arn:aws:sts::${production.id}:assumed-role/${roleName}/David`;
const noIdentityPolicy = (action: string): string =>
  `because no identity-based policy allows the ${action} action`;
const nobodysAccount = '222222222222';
/** What the prerequisites put into the bucket, in the order of a listing. */
const objects: readonly string[] = ['app/config.json', 'readme.txt'];

async function assume(clients: AwsClients, sessionName: string) {
  return clients.sts.send(
    new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: sessionName }),
  );
}

const administration: readonly Step[] = [
  {
    title: `Production's administrator creates the policy ${policyName}`,
    expected: { result: policyArn },
    async run({ productionAdmin }) {
      const { Policy } = await productionAdmin.iam.send(
        new CreatePolicyCommand({
          PolicyName: policyName,
          PolicyDocument: json(readWriteAppBucket),
        }),
      );
      return Policy?.Arn;
    },
  },
  {
    title: `… and, with a slip, a role that trusts the account ${nobodysAccount}, which does not exist`,
    expected: {
      code: 'MalformedPolicyDocument',
      message: `Invalid principal in policy: "AWS":"arn:aws:iam::${nobodysAccount}:root"`,
    },
    async run({ productionAdmin }) {
      await productionAdmin.iam.send(
        new CreateRoleCommand({
          RoleName: roleName,
          AssumeRolePolicyDocument: json(trustIn(nobodysAccount)),
        }),
      );
      return undefined;
    },
  },
  {
    title: `… then the role ${roleName}, which trusts Development (${development.id})`,
    expected: { result: roleArn },
    async run({ productionAdmin }) {
      const { Role } = await productionAdmin.iam.send(
        new CreateRoleCommand({
          RoleName: roleName,
          AssumeRolePolicyDocument: json(trustDevelopment),
        }),
      );
      await productionAdmin.iam.send(
        new AttachRolePolicyCommand({ RoleName: roleName, PolicyArn: policyArn }),
      );
      return Role?.Arn;
    },
  },
  {
    title: "Development's administrator lets Developers assume the role",
    expected: {},
    async run({ developmentAdmin }) {
      await developmentAdmin.iam.send(
        new PutGroupPolicyCommand({
          GroupName: 'Developers',
          PolicyName: allowAssume.name,
          PolicyDocument: json(allowAssume.document),
        }),
      );
      return undefined;
    },
  },
  {
    title: '… and denies it to Testers',
    expected: {},
    async run({ developmentAdmin }) {
      await developmentAdmin.iam.send(
        new PutGroupPolicyCommand({
          GroupName: 'Testers',
          PolicyName: denyAssume.name,
          PolicyDocument: json(denyAssume.document),
        }),
      );
      return undefined;
    },
  },
];

const switching: readonly Step[] = [
  {
    title: `David, as himself, lists ${bucket}`,
    expected: { code: 'AccessDenied' },
    async run({ david }) {
      await david.s3.send(new ListObjectsV2Command({ Bucket: bucket }));
      return undefined;
    },
  },
  {
    title: `David assumes ${roleName}`,
    expected: { result: sessionArn },
    async run(cast) {
      const { Credentials: credentials, AssumedRoleUser: user } = await assume(cast.david, 'David');
      cast.switched(credentials ?? {});
      return user?.Arn;
    },
  },
  {
    title: 'In the role he is someone else',
    expected: { result: sessionArn },
    async run(cast) {
      return (await cast.session().sts.send(new GetCallerIdentityCommand({}))).Arn;
    },
  },
  {
    title: `… lists ${bucket}`,
    expected: { result: objects.join(', ') },
    async run(cast) {
      const { Contents = [] } = await cast
        .session()
        .s3.send(new ListObjectsV2Command({ Bucket: bucket }));
      // Others may have put something there meanwhile.
      const made = Contents.flatMap(({ Key = '' }) => (objects.includes(Key) ? [Key] : []));
      return made.join(', ');
    },
  },
  {
    title: '… writes an object, reads it and deletes it',
    expected: { result: 'updated' },
    async run(cast) {
      const { s3 } = cast.session();
      const object = { Bucket: bucket, Key: 'app/update.txt' };
      await s3.send(new PutObjectCommand({ ...object, Body: 'updated' }));
      const { Body } = await s3.send(new GetObjectCommand(object));
      const text = await Body?.transformToString();
      await s3.send(new DeleteObjectCommand(object));
      return text;
    },
  },
];

const limits: readonly Step[] = [
  {
    title: `… but may not list ${otherBucket}`,
    expected: {
      code: 'AccessDenied',
      message: notAuthorized(
        sessionArn,
        's3:ListBucket',
        `"arn:aws:s3:::${otherBucket}" ${noIdentityPolicy('s3:ListBucket')}`,
      ),
    },
    async run(cast) {
      await cast.session().s3.send(new ListObjectsV2Command({ Bucket: otherBucket }));
      return undefined;
    },
  },
  {
    title: '… nor look at IAM',
    expected: {
      code: 'AccessDenied',
      message: notAuthorized(
        sessionArn,
        'iam:ListUsers',
        `arn:aws:iam::${production.id}:user/ ${noIdentityPolicy('iam:ListUsers')}`,
      ),
    },
    async run(cast) {
      await cast.session().iam.send(new ListUsersCommand({}));
      return undefined;
    },
  },
  {
    title: '… and his own power-user rights are gone meanwhile',
    expected: { code: 'AccessDenied' },
    async run(cast) {
      await cast.session().s3.send(new CreateBucketCommand({ Bucket: 'davids-own-bucket' }));
      return undefined;
    },
  },
  {
    title: 'Back to David: his own rights hold again',
    expected: {},
    async run({ david }) {
      await david.s3.send(new ListBucketsCommand({}));
      return undefined;
    },
  },
  {
    title: 'Theresa, a tester, tries the role',
    expected: {
      code: 'AccessDenied',
      message: notAuthorized(
        developmentUser('Theresa'),
        'sts:AssumeRole',
        `${roleArn} with an explicit deny in an identity-based policy`,
      ),
    },
    async run({ theresa }) {
      await assume(theresa, 'Theresa');
      return undefined;
    },
  },
  {
    title: 'A newcomer without any policy tries it',
    expected: {
      code: 'AccessDenied',
      message: notAuthorized(
        developmentUser('Newcomer'),
        'sts:AssumeRole',
        `${roleArn} ${noIdentityPolicy('sts:AssumeRole')}`,
      ),
    },
    async run({ newcomer }) {
      await assume(newcomer, 'Newcomer');
      return undefined;
    },
  },
  {
    title: 'A root user tries it',
    expected: { code: 'AccessDenied', message: 'Roles may not be assumed by root accounts.' },
    async run({ root }) {
      await assume(root, 'root');
      return undefined;
    },
  },
];

export const story: readonly Step[] = [...administration, ...switching, ...limits];
