/**
 * No request without a valid signature does anything. The same fault has its own code in the query
 * services (IAM, STS), in S3 and in the JSON services (Organizations). Pages: IAM API "Common
 * errors", S3 API "Error responses", IAM UG "Troubleshoot Signature Version 4 for API requests".
 */
import {
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteUserCommand,
  GetUserCommand,
  IAMClient,
  ListUsersCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { DescribeOrganizationCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestCredentials } from '../../packages/server/test/harness.ts';
import type { Answer, World } from './world.ts';
import { assume, codeOf, makeWorld, newKey, newUser, production, refused } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await makeWorld();
});

interface Sent {
  method: string;
  path: string;
  query: Record<string, unknown>;
  headers: Record<string, string>;
  body?: unknown;
}

interface AnyClient {
  readonly middlewareStack: { add(middleware: unknown, options: unknown): void };
}

/** Changes requests when they are signed, on their way out. */
function tamperWith<C>(client: C, tamper: (request: Sent) => void): C {
  (client as AnyClient).middlewareStack.add(
    (next: (args: object) => unknown) => (args: { readonly request: Sent }) => {
      tamper(args.request);
      return next(args);
    },
    { step: 'deserialize', priority: 'low' },
  );
  return client;
}

interface ClientOptions {
  readonly credentials?: TestCredentials;
  readonly clockOffsetMs?: number;
  /** Done to the request when it is signed. */
  readonly tamper?: (request: Sent) => void;
}

/** One call to each kind of service; by how each words its refusal. */
async function eachService(options: ClientOptions): Promise<Record<string, Answer>> {
  const config = {
    endpoint: world.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: options.credentials ?? world.developmentAdmin.credentials,
    systemClockOffset: options.clockOffsetMs ?? 0,
  };
  const iam = new IAMClient(config);
  const sts = new STSClient(config);
  const organizations = new OrganizationsClient(config);
  const s3 = new S3Client({ ...config, forcePathStyle: true });
  const { tamper } = options;
  for (const client of [iam, sts, organizations, s3]) if (tamper) tamperWith(client, tamper);
  try {
    return {
      iam: await refused(iam.send(new ListUsersCommand({ PathPrefix: '/a/' }))),
      sts: await refused(sts.send(new GetCallerIdentityCommand({}))),
      organizations: await refused(organizations.send(new DescribeOrganizationCommand({}))),
      s3: await refused(s3.send(new ListBucketsCommand({ Prefix: 'a' }))),
    };
  } finally {
    for (const client of [iam, sts, organizations, s3]) client.destroy();
  }
}

const invalidToken = 'The security token included in the request is invalid.';
const unknownInQuery = { code: 'InvalidClientTokenId', status: 403, message: invalidToken };
const unknownInJson = { code: 'UnrecognizedClientException', status: 400, message: invalidToken };
const unknownInS3 = {
  code: 'InvalidAccessKeyId',
  status: 403,
  message: 'The AWS Access Key Id you provided does not exist in our records.',
};
const unknownKey = {
  iam: unknownInQuery,
  sts: unknownInQuery,
  organizations: unknownInJson,
  s3: unknownInS3,
};
const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your ' +
  'AWS Secret Access Key and signing method. Consult the service documentation for details.';
const wrongSignature = {
  iam: { code: 'SignatureDoesNotMatch', status: 403, message: mismatch },
  sts: { code: 'SignatureDoesNotMatch', status: 403, message: mismatch },
  organizations: { code: 'InvalidSignatureException', status: 400, message: mismatch },
  s3: {
    code: 'SignatureDoesNotMatch',
    status: 403,
    message:
      'The request signature we calculated does not match the signature you provided. Check your ' +
      'key and signing method.',
  },
};

describe('keys', () => {
  it('that nobody has', async () => {
    const credentials = { accessKeyId: 'AKIAAAAAAAAAAAAAAAAA', secretAccessKey: 'x'.repeat(40) };
    expect(await eachService({ credentials })).toEqual(unknownKey);
  });

  it('with a wrong secret', async () => {
    const { accessKeyId } = world.developmentAdmin.credentials;
    const credentials = { accessKeyId, secretAccessKey: 'x'.repeat(40) };
    expect(await eachService({ credentials })).toEqual(wrongSignature);
  });

  it('that are switched off, on again, deleted; of a user who is gone', async () => {
    const { iam } = world.developmentAdmin;
    const UserName = 'Keys';
    await iam.send(new CreateUserCommand({ UserName }));
    const credentials = await newKey(world.developmentAdmin, UserName);
    const key = { UserName, AccessKeyId: credentials.accessKeyId };
    const { sts } = world.clientsFor(credentials);
    await sts.send(new GetCallerIdentityCommand({}));

    await iam.send(new UpdateAccessKeyCommand({ ...key, Status: 'Inactive' }));
    expect(await eachService({ credentials })).toEqual(unknownKey);
    await iam.send(new UpdateAccessKeyCommand({ ...key, Status: 'Active' }));
    await sts.send(new GetCallerIdentityCommand({}));
    await iam.send(new DeleteAccessKeyCommand(key));
    expect(await eachService({ credentials })).toEqual(unknownKey);
    await iam.send(new DeleteUserCommand({ UserName }));
    expect(await eachService({ credentials })).toEqual(unknownKey);
  });
});

describe('a changed byte', () => {
  const other = (text: string): string => (text.endsWith('a') ? 'b' : 'a');
  const changes: Record<string, (request: Sent) => void> = {
    'of the signature': ({ headers }) => {
      const value = headers['authorization'] ?? '';
      headers['authorization'] = value.slice(0, -1) + other(value);
    },
    'of the body or the query': (request) => {
      if (Object.keys(request.query).length > 0) request.query['prefix'] = 'b';
      else request.body = `${String(request.body)} `;
      if (request.headers['content-length'] !== undefined) {
        request.headers['content-length'] = String(Buffer.byteLength(String(request.body)));
      }
    },
    'of the date, or a parameter more': (request) => {
      if (request.method === 'GET') request.query['max-buckets'] = '1';
      else
        request.headers['x-amz-date'] = request.headers['x-amz-date']?.replace(/..Z$/, '00Z') ?? '';
    },
  };

  it.each(Object.entries(changes))('%s', async (_, tamper) => {
    const answers = await eachService({ tamper });
    expect(
      Object.fromEntries(Object.entries(answers).map(([name, { code }]) => [name, code])),
    ).toEqual({
      iam: 'SignatureDoesNotMatch',
      sts: 'SignatureDoesNotMatch',
      organizations: 'InvalidSignatureException',
      s3: 'SignatureDoesNotMatch',
    });
  });

  it('of an object’s name, of a signed header, of the content', async () => {
    const { credentials } = world.productionAdmin;
    const client = (tamper: (request: Sent) => void): S3Client =>
      tamperWith(
        new S3Client({
          endpoint: world.endpoint,
          region: 'us-east-1',
          maxAttempts: 1,
          credentials,
          forcePathStyle: true,
        }),
        tamper,
      );
    const Bucket = 'productionapp';
    const put = new PutObjectCommand({ Bucket, Key: 'signed', Body: 'good', Metadata: { a: 'b' } });
    const renamed = client((request) => (request.path = request.path.replace('signed', 'signeD')));
    expect(await codeOf(renamed.send(put))).toBe('SignatureDoesNotMatch');
    const retagged = client((request) => (request.headers['x-amz-meta-a'] = 'c'));
    expect(await codeOf(retagged.send(put))).toBe('SignatureDoesNotMatch');
    const rewritten = client((request) => (request.body = 'evil'));
    expect(await codeOf(rewritten.send(put))).toBe('XAmzContentSHA256Mismatch');
    const { s3 } = world.productionAdmin;
    for (const Key of ['signed', 'signeD']) {
      expect(await codeOf(s3.send(new GetObjectCommand({ Bucket, Key })))).toBe('NoSuchKey');
    }
  });
});

describe('a skewed clock', () => {
  const minutes = 60_000;

  it.each([
    ['slow', -16 * minutes, 'Signature expired: '],
    ['fast', 16 * minutes, 'Signature not yet current: '],
  ])('that is too %s', async (_, clockOffsetMs, begin) => {
    const { iam, sts, organizations, s3 } = await eachService({ clockOffsetMs });
    for (const answer of [iam, sts]) {
      expect(answer).toMatchObject({ code: 'SignatureDoesNotMatch', status: 403 });
      expect(answer?.message.startsWith(begin)).toBe(true);
    }
    expect(organizations).toMatchObject({ code: 'InvalidSignatureException', status: 400 });
    expect(organizations?.message.startsWith(begin)).toBe(true);
    expect(s3).toEqual({
      code: 'RequestTimeTooSkewed',
      status: 403,
      message: 'The difference between the request time and the current time is too large.',
    });
  });

  it('by 14 minutes too slow or 4 too fast is as good as none', async () => {
    for (const clockOffsetMs of [-14 * minutes, 4 * minutes]) {
      const { endpoint } = world;
      const { credentials } = world.david;
      const config = {
        endpoint,
        region: 'us-east-1',
        credentials,
        systemClockOffset: clockOffsetMs,
      };
      const sts = new STSClient(config);
      expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe('111111111111');
      sts.destroy();
    }
  });

  it('is the signer’s: moving the server’s idea of now makes no old request good', async () => {
    world.clock.advance(3_600_000);
    try {
      const sts = await world.david.sts.send(new GetCallerIdentityCommand({}));
      expect(sts.Account).toBe('111111111111');
      const late = await eachService({ clockOffsetMs: 3_600_000 });
      expect(late['s3']?.code).toBe('RequestTimeTooSkewed');
    } finally {
      world.clock.advance(-3_600_000);
    }
  });
});

describe('a session token', () => {
  const role = `arn:aws:iam::${production}:role/OrganizationAccountAccessRole`;
  const invalid = {
    iam: unknownInQuery,
    sts: unknownInQuery,
    organizations: unknownInJson,
    s3: {
      code: 'InvalidToken',
      status: 400,
      message: 'The provided token is malformed or otherwise invalid.',
    },
  };

  it('that is over', async () => {
    const { credentials } = await assume(world, world.managementAdmin, {
      RoleArn: role,
      DurationSeconds: 900,
    });
    const expired = 'The security token included in the request is expired';
    world.clock.advance(900_000);
    try {
      expect(await eachService({ credentials })).toEqual({
        iam: { code: 'ExpiredToken', status: 403, message: expired },
        sts: { code: 'ExpiredToken', status: 403, message: expired },
        organizations: { code: 'ExpiredTokenException', status: 400, message: expired },
        s3: { code: 'ExpiredToken', status: 400, message: 'The provided token has expired.' },
      });
    } finally {
      world.clock.advance(-900_000);
    }
  });

  it('that was tampered with, cut or made up', async () => {
    const { credentials } = await assume(world, world.managementAdmin, { RoleArn: role });
    const token = credentials.sessionToken ?? '';
    const middle = Math.floor(token.length / 2);
    const swapped = token[middle] === 'A' ? 'B' : 'A';
    const tokens = [
      token.slice(0, middle) + swapped + token.slice(middle + 1),
      token.slice(0, -8),
      token.slice(0, 10),
      `${token}AAAA`,
      'made-up',
    ];
    for (const sessionToken of tokens) {
      expect(await eachService({ credentials: { ...credentials, sessionToken } })).toEqual(invalid);
    }
  });

  it('of somebody else, or none where there should be one', async () => {
    const one = (await assume(world, world.managementAdmin, { RoleArn: role })).credentials;
    const two = (await assume(world, world.managementAdmin, { RoleArn: role })).credentials;
    const { sessionToken = '' } = two;
    expect(await eachService({ credentials: { ...one, sessionToken } })).toMatchObject({
      iam: { code: 'InvalidClientTokenId' },
      s3: { code: 'InvalidAccessKeyId' },
    });
    const { accessKeyId, secretAccessKey } = one;
    expect(await eachService({ credentials: { accessKeyId, secretAccessKey } })).toEqual(
      unknownKey,
    );
    const longTerm = { ...world.david.credentials, sessionToken };
    expect(await eachService({ credentials: longTerm })).toEqual(invalid);
  });

  it('of a user who is gone', async () => {
    const leaver = await newUser(world, world.developmentAdmin, { name: 'Leaver' });
    const { Credentials } = await leaver.sts.send(new GetSessionTokenCommand({}));
    const { iam } = world.developmentAdmin;
    const { accessKeyId } = leaver.credentials;
    await iam.send(new DeleteAccessKeyCommand({ UserName: 'Leaver', AccessKeyId: accessKeyId }));
    await iam.send(new DeleteUserCommand({ UserName: 'Leaver' }));
    const credentials = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    expect(await eachService({ credentials })).toEqual(invalid);
  });
});

describe('HEAD', () => {
  it('is refused without a body', async () => {
    const { s3 } = world.clientsFor({ ...world.david.credentials, secretAccessKey: 'wrong' });
    const head = new HeadObjectCommand({ Bucket: 'productionapp', Key: 'readme.txt' });
    expect(await refused(s3.send(head))).toMatchObject({ status: 403 });
  });
});

describe('nobody', () => {
  it('creates nothing, sees nothing', async () => {
    const answers = await Promise.all(
      [
        '/',
        '/productionapp',
        '/productionapp/readme.txt',
        '/?Action=ListUsers&Version=2010-05-08',
      ].map(async (path) => {
        const response = await fetch(world.endpoint + path);
        return [response.status, /<Code>(.*)<\/Code>/.exec(await response.text())?.[1]];
      }),
    );
    expect(answers).toEqual([
      [403, 'AccessDenied'],
      [403, 'AccessDenied'],
      [403, 'AccessDenied'],
      [403, 'MissingAuthenticationToken'],
    ]);
    const put = await fetch(`${world.endpoint}/nobodys-bucket`, { method: 'PUT' });
    expect(put.status).toBe(403);
    const { s3, iam } = world.productionAdmin;
    expect(
      await codeOf(s3.send(new GetObjectCommand({ Bucket: 'nobodys-bucket', Key: 'a' }))),
    ).toBe('NoSuchBucket');
    await s3.send(new CreateBucketCommand({ Bucket: 'nobodys-bucket' }));
    expect(await codeOf(iam.send(new GetUserCommand({ UserName: 'nobody' })))).toBe('NoSuchEntity');
  });
});
