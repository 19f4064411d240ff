import { describe, expect, test } from 'vitest';
import { makeRequest } from '../test/make-request.ts';
import { models } from '../test/round-trip/models.ts';
import { AwsError } from './aws-error.ts';
import { parseForm } from './pairs.ts';
import { createRouter } from './route.ts';
import type { Route, RouteHints } from './route.ts';
import { compileS3Table } from './route-s3.ts';
import { compileService } from './service.ts';

const services = models.map(compileService);
const router = createRouter(services);
const form = (text: string): NonNullable<RouteHints['form']> => parseForm(Buffer.from(text));

function refusal(act: () => unknown): AwsError {
  try {
    act();
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

function s3(line: string, headers: Record<string, string> = {}): Route {
  const [method = '', target = ''] = line.split(' ', 2);
  return router.route(makeRequest({ method, target, headers }), { signingName: 's3' });
}

const operationOf = (line: string, headers?: Record<string, string>): string =>
  s3(line, headers).operation.name;

describe('S3 operations', () => {
  test.each([
    ['GET /', 'ListBuckets'],
    ['GET /?x-id=ListDirectoryBuckets', 'ListBuckets'],
    ['PUT /bucket', 'CreateBucket'],
    ['PUT /bucket/', 'CreateBucket'],
    ['HEAD /bucket', 'HeadBucket'],
    ['GET /bucket', 'ListObjects'],
    ['GET /bucket?list-type=2', 'ListObjectsV2'],
    ['GET /bucket?list-type=1', 'ListObjects'],
    ['GET /bucket?versions', 'ListObjectVersions'],
    ['GET /bucket?uploads', 'ListMultipartUploads'],
    ['GET /bucket?location=', 'GetBucketLocation'],
    ['GET /bucket?analytics', 'ListBucketAnalyticsConfigurations'],
    ['GET /bucket?analytics&id=1', 'GetBucketAnalyticsConfiguration'],
    ['POST /bucket?delete', 'DeleteObjects'],
    ['GET /bucket/key', 'GetObject'],
    ['GET /bucket/key?x-id=DeleteObject', 'GetObject'],
    ['GET /bucket/key?versionId=null', 'GetObject'],
    ['GET /bucket/key?partNumber=1', 'GetObject'],
    ['GET /bucket/key?uploadId=1', 'ListParts'],
    ['GET /bucket/key?attributes', 'GetObjectAttributes'],
    ['PUT /bucket/key', 'PutObject'],
    ['PUT /bucket/key?partNumber=1&uploadId=2', 'UploadPart'],
    ['DELETE /bucket/key?uploadId=2', 'AbortMultipartUpload'],
    ['POST /bucket/key?uploadId=2', 'CompleteMultipartUpload'],
    ['POST /bucket/key?uploads', 'CreateMultipartUpload'],
    ['POST /bucket/key?select&select-type=2', 'SelectObjectContent'],
    ['DELETE /bucket/key', 'DeleteObject'],
    ['DELETE /bucket/key?tagging', 'DeleteObjectTagging'],
  ])('%s is %s', (line, name) => {
    expect(operationOf(line)).toBe(name);
  });

  test('a copy source turns an upload into a copy', () => {
    const headers = { 'x-amz-copy-source': 'other/key' };
    expect(operationOf('PUT /bucket/key', headers)).toBe('CopyObject');
    expect(operationOf('PUT /bucket/key?partNumber=1&uploadId=2', headers)).toBe('UploadPartCopy');
  });

  test('nothing but S3 Express shares a route', () => {
    expect(compileS3Table(services[3]!).shadowed).toEqual(['ListDirectoryBuckets']);
  });

  test('no operation binds a query member that is also a sub-resource of its level', () => {
    const { subresources } = compileS3Table(services[3]!);
    const all = new Set([...subresources.bucket, ...subresources.object]);
    const bound = [...services[3]!.operations.values()].flatMap(({ input }) =>
      input.members.flatMap(({ traits }) => traits.httpQuery ?? []),
    );
    expect(bound.filter((name) => all.has(name))).toEqual([]);
  });

  test.each([
    'DELETE /bucket?acl',
    'DELETE /bucket?versioning',
    'DELETE /bucket/key?acl',
    'PUT /bucket?uploads',
  ])('%s never reaches the operation on the whole', (line) => {
    const error = refusal(() => s3(line));
    expect(error.code).toBe('MethodNotAllowed');
    expect(error.status).toBe(405);
    expect(error.detail['Method']).toBe(line.split(' ', 1)[0]);
  });

  test('a method that fits nothing is not allowed', () => {
    expect(refusal(() => s3('POST /bucket/key')).code).toBe('MethodNotAllowed');
    expect(refusal(() => s3('DELETE /')).detail).toEqual({
      Method: 'DELETE',
      ResourceType: 'SERVICE',
    });
  });

  test('two sub-resources contradict each other', () => {
    const error = refusal(() => s3('GET /bucket?acl&policy'));
    expect(error.code).toBe('InvalidArgument');
    expect(error.message).toBe('Conflicting query string parameters: acl, policy');
  });

  test('a sub-resource without its required parameter is still that operation', () => {
    expect(operationOf('DELETE /bucket?analytics')).toBe('DeleteBucketAnalyticsConfiguration');
  });
});

describe('bucket and key', () => {
  const address = (target: string, host?: string): unknown => {
    const headers = host === undefined ? {} : { host };
    const request = makeRequest({ method: 'GET', target, headers });
    const { bucket, key, isVirtualHost } = router.route(request, { signingName: 's3' });
    return [bucket, key, isVirtualHost];
  };

  test.each([
    ['/b/k', 'b', 'k'],
    ['/b/', 'b', undefined],
    ['/b//k', 'b', '/k'],
    ['/b/a/../c', 'b', 'a/../c'],
    ['/b/./c/', 'b', './c/'],
    ['/b/a+b%20c%2Bd', 'b', 'a+b c+d'],
    ['/b/%25%2F%3F%23', 'b', '%/?#'],
    ['/b/%C3%A9%F0%9F%98%80', 'b', 'é😀'],
    ['/b/\u00c3\u00a9', 'b', 'é'],
    ['/b/%2e%2e/%2E', 'b', '../.'],
  ])('path %s', (target, bucket, key) => {
    expect(address(target)).toEqual([bucket, key, false]);
  });

  test.each([
    ['bucket.localhost:4566', 'bucket'],
    ['my.bucket.localhost', 'my.bucket'],
    ['bucket.s3.example.test:80', 'bucket'],
    ['bucket.s3.eu-west-1.amazonaws.com', 'bucket'],
    ['bucket.s3.amazonaws.com', 'bucket'],
    ['bucket.s3.dualstack.eu-west-1.amazonaws.com', 'bucket'],
    ['a.s3.b.s3.eu-west-1.amazonaws.com', 'a.s3.b'],
    ['bucket.s3-eu-west-1.amazonaws.com', 'bucket'],
    ['bucket.s3.cn-north-1.amazonaws.com.cn', 'bucket'],
    ['BUCKET.localhost', 'bucket'],
  ])('host %s', (host, bucket) => {
    expect(address('/', host)).toEqual([bucket, undefined, true]);
    expect(address('//a/../b', host)).toEqual([bucket, '/a/../b', true]);
  });

  test.each([
    'localhost:4566',
    '127.0.0.1:4566',
    '[::1]:4566',
    's3.localhost',
    's3.us-east-1.localhost',
    's3.eu-west-1.amazonaws.com',
    's3.example.test',
    'example.test',
  ])('host %s holds no bucket', (host) => {
    expect(address('/b/k', host)).toEqual(['b', 'k', false]);
  });

  test.each(['/b/%zz', '/b/%', '/b/%C3', '/b/%ED%A0%80', '/%FF/k', '/b/\u00ff'])(
    '%s is no URI',
    (target) => {
      expect(refusal(() => address(target)).code).toBe('InvalidURI');
    },
  );

  test('a query that is not percent-encoded UTF-8 is no URI', () => {
    expect(refusal(() => address('/b?prefix=%')).code).toBe('InvalidURI');
  });

  test('an empty bucket name is no bucket', () => {
    expect(refusal(() => address('//key')).code).toBe('InvalidBucketName');
  });

  test('only a path can be a path', () => {
    expect(refusal(() => address('*')).code).toBe('InvalidURI');
  });
});

describe('query services', () => {
  const post = makeRequest({
    method: 'POST',
    target: '/',
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
  });

  test('the scope comes first', () => {
    const body = form('Action=GetUser&Version=2010-05-08');
    expect(router.route(post, { signingName: 'iam', form: body }).operation.name).toBe('GetUser');
    const error = refusal(() => router.route(post, { signingName: 'sts', form: body }));
    expect(error.code).toBe('InvalidAction');
    expect(error.message).toBe('Could not find operation GetUser for version 2010-05-08');
  });

  test('unsigned calls route by Action and Version, in form or query', () => {
    const body = form('Action=AssumeRoleWithWebIdentity&Version=2011-06-15');
    const route = router.route(post, { form: body });
    expect(route.operation.service.model.name).toBe('sts');
    const get = makeRequest({
      method: 'GET',
      target: '/?Action=GetCallerIdentity&Version=2011-06-15',
    });
    expect(router.route(get, {}).operation.name).toBe('GetCallerIdentity');
  });

  test('a version is asked for', () => {
    const error = refusal(() =>
      router.route(post, { signingName: 'sts', form: form('Action=GetUser') }),
    );
    expect(error.message).toBe('Could not find operation GetUser for version NO_VERSION_SPECIFIED');
    expect(refusal(() => router.route(post, { signingName: 'sts' })).code).toBe('MissingAction');
  });

  test('forms are asked for where they decide, and only there', () => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(router.wantsForm(post, 'iam')).toBe(true);
    expect(router.wantsForm(post)).toBe(true);
    expect(router.wantsForm(post, 's3')).toBe(false);
    expect(
      router.wantsForm(makeRequest({ method: 'POST', target: '/b?delete', headers: type })),
    ).toBe(false);
    const hosted = { ...type, host: 'bucket.localhost' };
    expect(router.wantsForm(makeRequest({ method: 'POST', target: '/', headers: hosted }))).toBe(
      false,
    );
  });

  test('a form without Action is a query call that says too little', () => {
    expect(router.identify(post, { form: form('a=b') })).toBe('awsQuery');
    expect(refusal(() => router.route(post, {})).code).toBe('MissingAction');
  });

  test('whatever the query, some protocol can be named to answer in', () => {
    const broken = makeRequest({ method: 'GET', target: '/?Action=%zz' });
    expect(router.identify(broken, {})).toBe(services[3]);
    expect(refusal(() => router.route(broken, {})).code).toBe('InvalidURI');
  });

  test('an Action within a bucket is a query parameter like any other', () => {
    const headers = { host: 'bucket.localhost' };
    const request = makeRequest({ method: 'GET', target: '/?Action=GetUser', headers });
    expect(router.route(request, {}).operation.name).toBe('ListObjects');
  });
});

describe('JSON services', () => {
  const target = (name: string, method = 'POST'): Parameters<typeof router.route>[0] =>
    makeRequest({ method, target: '/', headers: { 'x-amz-target': name } });

  test('the target names service and operation', () => {
    const request = target('AWSOrganizationsV20161128.ListRoots');
    expect(router.route(request, {}).operation.name).toBe('ListRoots');
    expect(router.route(request, { signingName: 'organizations' }).operation.name).toBe(
      'ListRoots',
    );
  });

  test.each(['AWSOrganizationsV20161128.Nothing', 'Other.ListRoots', '', 'ListRoots', 'Unknown.X'])(
    '%j is unknown',
    (name) => {
      const act = (): unknown => router.route(target(name), { signingName: 'organizations' });
      expect(refusal(act).code).toBe('UnknownOperationException');
    },
  );

  test('an unknown service is answered in the protocol it speaks', () => {
    expect(router.identify(target('DynamoDB_20120810.ListTables'), {})).toBe('awsJson1_1');
    expect(refusal(() => router.route(target('A.B'), {})).code).toBe('UnknownOperationException');
    const query = makeRequest({ method: 'GET', target: '/?Action=X&Version=1' });
    expect(router.identify(query, {})).toBe('awsQuery');
    expect(refusal(() => router.route(query, {})).code).toBe('InvalidAction');
  });

  test('restJson goes by method and path', () => {
    const hints = { signingName: 'access-analyzer' };
    const route = (line: string): Route => {
      const [method = '', path = ''] = line.split(' ', 2);
      return router.route(makeRequest({ method, target: path }), hints);
    };
    expect(route('POST /policy/validation').operation.name).toBe('ValidatePolicy');
    const labelled = route('DELETE /analyzer/a%2Fb/archive-rule/c%20d');
    expect(labelled.operation.name).toBe('DeleteArchiveRule');
    expect(labelled.labels).toEqual({ analyzerName: 'a/b', ruleName: 'c d' });
    expect(refusal(() => route('POST /policy')).code).toBe('UnknownOperationException');
    expect(refusal(() => route('DELETE /analyzer/%zz')).code).toBe('UnknownOperationException');
  });
});
