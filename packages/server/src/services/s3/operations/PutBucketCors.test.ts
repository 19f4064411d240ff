/** Cross-origin rules, and what they make of browsers' requests. */
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketCorsCommand,
  DeletePublicAccessBlockCommand,
  GetBucketCorsCommand,
  PutBucketCorsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { CORSRule } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser } from '../../../../test/identities.ts';
import { addBucket, refused } from '../../../../test/s3.ts';

const server = await startTestServer();
const { s3, endpoint } = server;
const user = await addUser(server, 'prober');

const page = 'https://app.example.com';
const allowPage: CORSRule = { AllowedOrigins: [page], AllowedMethods: ['GET', 'PUT'] };

/** Whose object `k` anyone may read: what browsers send needs no signature then. */
async function openToAll(Bucket: string): Promise<void> {
  const statement = {
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${Bucket}/k`,
  };
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
}

async function bucketWith(CORSRules: CORSRule[]): Promise<string> {
  const Bucket = await addBucket(s3);
  await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'v' }));
  await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
  return Bucket;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  /** Of the headers those of this protocol. */
  readonly cors: Readonly<Record<string, string>>;
}

async function ask(
  path: string,
  headers: Record<string, string>,
  method = 'OPTIONS',
): Promise<Answer> {
  const response = await fetch(new URL(path, endpoint), { method, headers });
  const cors = [...response.headers].filter(([n]) => /^(?:access-control-.*|vary)$/.test(n));
  return {
    status: response.status,
    body: await response.text(),
    cors: Object.fromEntries(cors.map(([n, v]) => [n.replace('access-control-', ''), v])),
  };
}

const asks = (origin: string, method: string, headers?: string): Record<string, string> => ({
  Origin: origin,
  'Access-Control-Request-Method': method,
  ...(headers === undefined ? {} : { 'Access-Control-Request-Headers': headers }),
});

const vary = 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method';

describe('the configuration', () => {
  it('is kept as it was sent, replaced, and gone', async () => {
    const full: CORSRule = {
      ID: 'first',
      AllowedOrigins: ['http://*.example.com', 'http://test.com:80', ''],
      AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
      AllowedHeaders: ['x-AMZ-*'],
      ExposeHeaders: ['ETag'],
      MaxAgeSeconds: 30,
    };
    const Bucket = await bucketWith([full, allowPage]);
    const get = new GetBucketCorsCommand({ Bucket });
    expect((await s3.send(get)).CORSRules).toEqual([full, allowPage]);
    const replacement = { CORSRules: [allowPage] };
    await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: replacement }));
    expect((await s3.send(get)).CORSRules).toEqual([allowPage]);
    const { $metadata } = await s3.send(new DeleteBucketCorsCommand({ Bucket }));
    expect($metadata.httpStatusCode).toBe(204);
    expect(await refused(s3.send(get))).toMatchObject({
      code: 'NoSuchCORSConfiguration',
      status: 404,
      message: 'The CORS configuration does not exist',
      BucketName: Bucket,
    });
  });

  it('does not outlive the bucket', async () => {
    const Bucket = await addBucket(s3);
    const CORSConfiguration = { CORSRules: [allowPage] };
    await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration }));
    await s3.send(new DeleteBucketCommand({ Bucket }));
    await s3.send(new CreateBucketCommand({ Bucket }));
    const { code } = await refused(s3.send(new GetBucketCorsCommand({ Bucket })));
    expect(code).toBe('NoSuchCORSConfiguration');
  });

  it('asks s3:GetBucketCORS and s3:PutBucketCORS', async () => {
    const Bucket = await addBucket(s3);
    const CORSConfiguration = { CORSRules: [allowPage] };
    const calls = [
      [() => user.s3.send(new GetBucketCorsCommand({ Bucket })), 's3:GetBucketCORS'],
      [
        () => user.s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration })),
        's3:PutBucketCORS',
      ],
      [() => user.s3.send(new DeleteBucketCorsCommand({ Bucket })), 's3:PutBucketCORS'],
    ] as const;
    for (const [call, action] of calls) {
      expect((await refused(call())).message).toContain(`perform: ${action} on resource`);
    }
  });

  const malformed =
    'The XML you provided was not well-formed or did not validate against our published schema';
  const rule = (more: object): CORSRule[] => [{ ...allowPage, ...more }];
  it.each<[string, CORSRule[], string, string]>([
    ['no rules', [], 'MalformedXML', malformed],
    ['no methods', rule({ AllowedMethods: [] }), 'MalformedXML', malformed],
    ['no origins', rule({ AllowedOrigins: [] }), 'MalformedXML', malformed],
    [
      'too many rules',
      Array.from({ length: 101 }, () => allowPage),
      'InvalidRequest',
      'The number of CORS rules should not exceed allowed limit of 100 rules.',
    ],
    [
      'other methods',
      rule({ AllowedMethods: ['GET', 'PATCH'] }),
      'InvalidRequest',
      'Found unsupported HTTP method in CORS config. Unsupported method is PATCH',
    ],
    [
      'two wildcards in an origin',
      rule({ AllowedOrigins: ['https://*.example.*'] }),
      'InvalidRequest',
      'AllowedOrigin "https://*.example.*" can not have more than one wildcard.',
    ],
    [
      'two wildcards in a header',
      rule({ AllowedHeaders: ['x-*-*'] }),
      'InvalidRequest',
      'AllowedHeader "x-*-*" can not have more than one wildcard.',
    ],
    [
      'a wildcard among the exposed',
      rule({ ExposeHeaders: ['*'] }),
      'InvalidRequest',
      'ExposeHeader "*" contains wildcard. We currently do not support wildcard for ExposeHeader.',
    ],
    [
      'a long id',
      rule({ ID: 'i'.repeat(256) }),
      'InvalidRequest',
      `The ID value can be up to 255 characters long. Invalid ID is "${'i'.repeat(256)}"`,
    ],
    [
      'a long document',
      rule({ AllowedOrigins: ['o'.repeat(65_536)] }),
      'MaxMessageLengthExceeded',
      'Your request was too big.',
    ],
  ])('is refused with %s', async (_what, CORSRules, code, message) => {
    const Bucket = await addBucket(s3);
    const put = new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } });
    expect(await refused(s3.send(put))).toMatchObject({ code, status: 400, message });
  });
});

describe('a preflight', () => {
  it('is answered by the first rule that matches, without a signature', async () => {
    const Bucket = await bucketWith([
      { ...allowPage, AllowedHeaders: ['X-Amz-*'], ExposeHeaders: ['ETag', 'x-amz-id-2'] },
      { AllowedOrigins: ['*'], AllowedMethods: ['GET'], MaxAgeSeconds: 60 },
    ]);
    const specific = await ask(`/${Bucket}/any/key`, asks(page, 'PUT', 'x-amz-ACL,X-Amz-Date'));
    expect(specific).toEqual({
      status: 200,
      body: '',
      cors: {
        'allow-origin': page,
        'allow-methods': 'GET, PUT',
        'allow-headers': 'x-amz-acl, x-amz-date',
        'allow-credentials': 'true',
        'expose-headers': 'ETag, x-amz-id-2',
        vary,
      },
    });
    const any = await ask(`/${Bucket}`, asks('null', 'GET'));
    expect(any.cors).toEqual({
      'allow-origin': '*',
      'allow-methods': 'GET',
      'max-age': '60',
      vary,
    });
  });

  it('matches patterns at both ends, a star also nothing', async () => {
    const Bucket = await bucketWith([
      { AllowedOrigins: ['*suffix', 'start*end'], AllowedMethods: ['GET'] },
    ]);
    const statusOf = async (origin: string) =>
      (await ask(`/${Bucket}`, asks(origin, 'GET'))).status;
    for (const origin of ['suffix', 'foo.suffix', 'startend', 'start1end']) {
      expect(await statusOf(origin)).toBe(200);
    }
    for (const origin of ['foo.suffix.get', '0startend', 'starend', 'Foo.Suffix']) {
      expect(await statusOf(origin)).toBe(403);
    }
  });

  const notAllowed =
    "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.";
  const details = (method: string, type: string): string =>
    `<Method>${method}</Method><ResourceType>${type}</ResourceType>`;

  it('is refused when no rule matches', async () => {
    const Bucket = await bucketWith([allowPage]);
    for (const headers of [
      asks('http://app.example.com', 'GET'),
      asks(`${page}/`, 'GET'),
      asks(page, 'DELETE'),
      asks(page, 'GET', 'x-amz-acl'),
    ]) {
      const { status, body, cors } = await ask(`/${Bucket}/k`, headers);
      expect({ status, cors }).toEqual({ status: 403, cors: {} });
      expect(body).toContain(`<Code>AccessForbidden</Code><Message>${notAllowed}</Message>`);
      const method = headers['Access-Control-Request-Method'] ?? '';
      expect(body).toContain(details(method, 'OBJECT'));
    }
  });

  it('is refused without configuration, without bucket, without its headers', async () => {
    const Bucket = await addBucket(s3);
    const disabled = await ask(`/${Bucket}/k`, asks(page, 'PUT'));
    expect(disabled.status).toBe(403);
    expect(disabled.body).toContain('CORSResponse: CORS is not enabled for this bucket.');
    expect(disabled.body).toContain(details('PUT', 'BUCKET'));
    expect((await ask(`/${Bucket}`, { Origin: page })).body).toContain(
      details('OPTIONS', 'BUCKET'),
    );
    const missing = await ask('/no-such-bucket-here', { Origin: page });
    expect(missing.status).toBe(403);
    expect(missing.body).toContain('CORSResponse: Bucket not found');
    const plain = await ask(`/${Bucket}`, {});
    expect(plain.status).toBe(400);
    expect(plain.body).toContain('Insufficient information. Origin request header needed.');
    const other = await bucketWith([allowPage]);
    const noMethod = await ask(`/${other}`, { Origin: page });
    expect(noMethod.status).toBe(400);
    expect(noMethod.body).toContain('Invalid Access-Control-Request-Method: null');
    expect((await ask('/', asks(page, 'GET'))).status).toBe(405);
  });

  it('does not look at a signature in its address', async () => {
    const Bucket = await bucketWith([allowPage]);
    const signed = `/${Bucket}/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=00`;
    expect((await ask(signed, asks(page, 'GET'))).status).toBe(200);
  });
});

describe('an actual request', () => {
  it('is answered for its page, also when it is refused', async () => {
    const Bucket = await bucketWith([{ ...allowPage, ExposeHeaders: ['ETag', 'a\nb'] }]);
    const cors = {
      'allow-origin': page,
      'allow-methods': 'GET, PUT',
      'allow-credentials': 'true',
      'expose-headers': 'ETag',
      vary,
    };
    await openToAll(Bucket);
    const read = await ask(`/${Bucket}/k`, { Origin: page }, 'GET');
    expect(read).toEqual({ status: 200, body: 'v', cors });
    const denied = await ask(`/${Bucket}/other`, { Origin: page }, 'GET');
    expect(denied).toMatchObject({ status: 403, cors });
    const forged = await ask(`/${Bucket}/k`, { Origin: page, Authorization: 'forged' }, 'GET');
    expect(forged).toMatchObject({ status: 400, cors });
  });

  it('is served without headers when no rule matches, or no page asks', async () => {
    const Bucket = await bucketWith([allowPage]);
    await openToAll(Bucket);
    for (const headers of [
      {},
      { Origin: 'https://other.example.com' },
      // What the browser asks about, and not what it does, decides on AWS.
      asks(page, 'DELETE'),
      asks(page, 'GET', 'x-amz-acl'),
    ]) {
      expect(await ask(`/${Bucket}/k`, headers, 'GET')).toEqual({
        status: 200,
        body: 'v',
        cors: {},
      });
    }
    const other = await addBucket(s3);
    expect((await ask(`/${other}`, { Origin: page }, 'GET')).cors).toEqual({});
    expect((await ask('/no-such-bucket-here', { Origin: page }, 'GET')).status).toBe(404);
  });
});

it('logs no error', () => {
  expect(server.loggedErrors).toEqual([]);
});
