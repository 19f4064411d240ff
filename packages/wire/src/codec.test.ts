import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeRequest } from '../test/make-request.ts';
import { generateStruct } from '../test/round-trip/generate.ts';
import { models } from '../test/round-trip/models.ts';
import { AwsError } from './aws-error.ts';
import { decodeInput, encodeOutput } from './codec.ts';
import { parseForm } from './pairs.ts';
import { createRouter } from './route.ts';
import { compileService } from './service.ts';
import type { OperationShape, Service } from './service.ts';

const services = new Map(models.map((model) => [model.name, compileService(model)]));
const router = createRouter([...services.values()]);
const operation = (service: string, name: string): OperationShape =>
  services.get(service)!.operations.get(name)!;

function decodeForm(service: string, text: string): Record<string, unknown> {
  const form = parseForm(Buffer.from(text));
  const request = makeRequest({ method: 'POST', target: '/' });
  return decodeInput({ request, route: router.route(request, { signingName: service, form }) });
}

interface S3Parts {
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

function decodeS3(line: string, { headers = {}, body }: S3Parts = {}): Record<string, unknown> {
  const [method = '', target = ''] = line.split(' ', 2);
  const request = makeRequest({ method, target, headers });
  const route = router.route(request, { signingName: 's3' });
  return decodeInput({ request, route, body: body === undefined ? undefined : Buffer.from(body) });
}

function decodeJson(name: string, body: string): Record<string, unknown> {
  const headers = { 'x-amz-target': `AWSOrganizationsV20161128.${name}` };
  const request = makeRequest({ method: 'POST', target: '/', headers });
  const route = router.route(request, { signingName: 'organizations' });
  return decodeInput({ request, route, body: Buffer.from(body) });
}

function refusal(act: () => unknown): AwsError {
  try {
    act();
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const iamCall = (name: string): string => `Action=${name}&Version=2010-05-08`;

describe('query forms', () => {
  test('lists in numeric order, gaps closed, empty list as an empty parameter', () => {
    const tags =
      'Tags.member.10.Key=c&Tags.member.2.Key=b&Tags.member.10.Value=3&Tags.member.2.Value=2';
    expect(decodeForm('iam', `${iamCall('TagUser')}&UserName=u&${tags}`)).toEqual({
      UserName: 'u',
      Tags: [
        { Key: 'b', Value: '2' },
        { Key: 'c', Value: '3' },
      ],
    });
    expect(decodeForm('iam', `${iamCall('TagUser')}&UserName=u&Tags=`)['Tags']).toEqual([]);
  });

  test('a plus is a blank, a repeated parameter counts once, unknown ones are ignored', () => {
    const text = `${iamCall('GetUser')}&UserName=a+b%2B&UserName=second&Other.member.1=x`;
    expect(decodeForm('iam', text)).toEqual({ UserName: 'a b+' });
  });

  test.each([
    'MaxItems=abc',
    'MaxItems=1.5',
    'MaxItems=',
    'MaxItems=99999999999999999999',
    'MaxItems=0x10',
    'PathPrefix.member.1=x',
  ])('%s is MalformedInput', (parameter) => {
    const error = refusal(() => decodeForm('iam', `${iamCall('ListUsers')}&${parameter}`));
    expect(error).toMatchObject({ code: 'MalformedInput', status: 400 });
  });

  test.each([
    'Tags=x',
    'Tags.member.x.Key=1',
    'Tags.member=x',
    'Tags.member.1=x&Tags.member.1.Value=2',
  ])('a list given as %s', (parameter) => {
    const act = (): unknown => decodeForm('iam', `${iamCall('TagUser')}&UserName=u&${parameter}`);
    expect(refusal(act).status).toBe(400);
  });

  test('names of the prototype are just names', () => {
    const text = `${iamCall('GetUser')}&__proto__.polluted=1&constructor.prototype.polluted=1`;
    expect(decodeForm('iam', text)).toEqual({});
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('a form that is no form', () => {
    expect(refusal(() => parseForm(Buffer.from('a=%zz'))).code).toBe('MalformedInput');
    expect(refusal(() => parseForm(Buffer.from('a&'.repeat(10_001)))).code).toBe('MalformedInput');
  });
});

describe('S3 heads', () => {
  test('user metadata by prefix, whatever its name', () => {
    const headers = { 'x-amz-meta-a': '1', 'x-amz-meta-__proto__': '2', 'x-amz-meta-': '3' };
    const { Metadata } = decodeS3('PUT /b/k', { headers });
    expect(Object.entries(Metadata as object)).toEqual([
      ['a', '1'],
      ['__proto__', '2'],
      ['', '3'],
    ]);
  });

  test('booleans in headers in any case', () => {
    const name = 'x-amz-bypass-governance-retention';
    const bypass = (value: string): unknown =>
      decodeS3('DELETE /b/k', { headers: { [name]: value } })['BypassGovernanceRetention'];
    expect([bypass('true'), bypass('False')]).toEqual([true, false]);
    expect(refusal(() => bypass('yes')).code).toBe('InvalidArgument');
  });

  test('a bad number names the argument', () => {
    expect(refusal(() => decodeS3('GET /b?max-keys=abc'))).toMatchObject({
      code: 'InvalidArgument',
      message: 'Provided max-keys not an integer or within integer range',
      detail: { ArgumentName: 'max-keys', ArgumentValue: 'abc' },
    });
  });

  test('dates of HTTP conditions are ignored when they are none, S3’s own are not', () => {
    const modified = (value: string): unknown =>
      decodeS3('GET /b/k', { headers: { 'if-modified-since': value } })['IfModifiedSince'];
    const date = new Date('2014-04-29T18:30:38Z');
    expect(modified('Tue, 29 Apr 2014 18:30:38 GMT')).toEqual(date);
    expect(modified('Tuesday, 29-Apr-14 18:30:38 GMT')).toEqual(date);
    expect(modified('Tue Apr 29 18:30:38 2014')).toEqual(date);
    expect(modified('1')).toBeUndefined();
    const headers = { 'x-amz-object-lock-retain-until-date': 'soon' };
    expect(refusal(() => decodeS3('PUT /b/k', { headers })).code).toBe('InvalidArgument');
  });

  test('header lists are split', () => {
    const headers = { 'x-amz-object-attributes': 'ETag, Checksum,ObjectSize' };
    expect(decodeS3('GET /b/k?attributes', { headers })['ObjectAttributes']).toEqual([
      'ETag',
      'Checksum',
      'ObjectSize',
    ]);
  });
});

describe('S3 documents', () => {
  const tagging = (inner: string): string => `<Tagging><TagSet>${inner}</TagSet></Tagging>`;
  const put = (body: string): Record<string, unknown> => decodeS3('PUT /b?tagging', { body });

  test('with or without namespace', () => {
    const Tagging = { TagSet: [{ Key: 'k', Value: '' }] };
    const tag = '<Tag><Key>k</Key><Value/></Tag>';
    expect(put(tagging(tag))).toMatchObject({ Tagging });
    expect(
      put(
        `<Tagging xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><TagSet>${tag}</TagSet></Tagging>`,
      ),
    ).toMatchObject({
      Tagging,
    });
  });

  test.each([
    ['another root', '<Other/>'],
    ['a missing member', tagging('<Tag><Key>k</Key></Tag>')],
    ['an unknown element', tagging('<Tag><Key>k</Key><Value>v</Value><X/></Tag>')],
    ['an element twice', tagging('<Tag><Key>k</Key><Key>k</Key><Value>v</Value></Tag>')],
    ['text between elements', tagging('x')],
    ['elements within text', tagging('<Tag><Key><b/></Key><Value>v</Value></Tag>')],
    ['no XML', 'hello'],
    ['a DOCTYPE', `<!DOCTYPE x>${tagging('')}`],
  ])('%s is MalformedXML', (_, body) => {
    expect(refusal(() => put(body))).toMatchObject({ code: 'MalformedXML', status: 400 });
  });

  test('a required document that is absent', () => {
    expect(refusal(() => decodeS3('PUT /b?tagging', { body: '' })).code).toBe(
      'MissingRequestBodyError',
    );
    expect(decodeS3('PUT /b', { body: '' })).toEqual({ Bucket: 'b' });
  });

  test('typed scalars', () => {
    const quiet = (value: string): unknown =>
      decodeS3('POST /b?delete', {
        body: `<Delete><Object><Key>&#xD;k</Key></Object><Quiet>${value}</Quiet></Delete>`,
      })['Delete'];
    expect(quiet('true')).toEqual({ Objects: [{ Key: '\rk' }], Quiet: true });
    expect(refusal(() => quiet('zap')).code).toBe('MalformedXML');
  });
});

describe('JSON documents', () => {
  test('empty bodies, nulls and unknown members are as if absent', () => {
    expect(decodeJson('ListAccounts', '')).toEqual({});
    expect(decodeJson('ListAccounts', '{"MaxResults":null,"Other":1}')).toEqual({});
    expect(decodeJson('ListAccounts', '{"MaxResults":2.9}')).toEqual({ MaxResults: 2 });
  });

  test.each([
    ['{"AccountId":1}', 'NUMBER_VALUE can not be converted to a String'],
    ['{"AccountId":true}', 'TRUE_VALUE can not be converted to a String'],
    ['{"AccountId":{}}', 'Start of structure or map found where not expected.'],
    ['[]', 'Start of list found where not expected'],
    ['1', 'Unexpected value where a structure or map belongs'],
    ['{', ''],
    [`{"AccountId":${'['.repeat(100_000)}`, ''],
    ['{"AccountId":"\\ud800"', ''],
  ])('%.40s', (body, message) => {
    expect(refusal(() => decodeJson('DescribeAccount', body))).toMatchObject({
      code: 'SerializationException',
      status: 400,
      message,
    });
  });
});

describe('answers', () => {
  const ids = { requestId: 'r', hostId: 'h' };

  test('the query envelope, with and without a result', () => {
    const user = { User: { UserName: 'a', CreateDate: new Date('2026-01-02T03:04:05.678Z') } };
    expect(encodeOutput(operation('iam', 'GetUser'), user, ids).body).toBe(
      '<GetUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetUserResult><User>' +
        '<UserName>a</UserName><CreateDate>2026-01-02T03:04:05Z</CreateDate></User></GetUserResult>' +
        '<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetUserResponse>',
    );
    expect(encodeOutput(operation('iam', 'DeleteUser'), undefined, ids).body).toBe(
      '<DeleteUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">' +
        '<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></DeleteUserResponse>',
    );
  });

  test('S3 prints milliseconds, escapes and flattens', () => {
    const output = {
      Name: 'b',
      Contents: [{ Key: 'a&b', ETag: '"x"', LastModified: new Date('2026-01-02T03:04:05Z') }],
    };
    const answer = encodeOutput(operation('s3', 'ListObjectsV2'), output, ids);
    expect(answer.headers).toEqual({
      'x-amz-request-id': 'r',
      'x-amz-id-2': 'h',
      'Content-Type': 'application/xml',
    });
    expect(answer.body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
        '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Contents>' +
        '<Key>a&amp;b</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified>' +
        '<ETag>&quot;x&quot;</ETag></Contents><Name>b</Name></ListBucketResult>',
    );
  });

  test('a location is the root itself, and empty for us-east-1', () => {
    const encode = (output: object): unknown =>
      encodeOutput(operation('s3', 'GetBucketLocation'), output, { ...ids, unwrapped: true }).body;
    const open =
      '<?xml version="1.0" encoding="UTF-8"?>\n<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
    expect(encode({ LocationConstraint: 'eu-west-1' })).toBe(
      `${open}>eu-west-1</LocationConstraint>`,
    );
    expect(encode({})).toBe(`${open}/>`);
  });

  test('an attribute with its namespace', () => {
    const Grants = [{ Grantee: { Type: 'Group', URI: 'u' }, Permission: 'READ' }];
    expect(encodeOutput(operation('s3', 'GetBucketAcl'), { Grants }, ids).body).toContain(
      '<AccessControlList><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
        'xsi:type="Group"><URI>u</URI></Grantee><Permission>READ</Permission></Grant></AccessControlList>',
    );
  });

  test('an object: its stream untouched, its head in headers, another status', () => {
    const Body = (async function* () {
      yield new Uint8Array([1]);
    })();
    const output = {
      Body,
      ContentLength: 1,
      ContentRange: 'bytes 0-0/2',
      Expires: 'not a date',
      LastModified: new Date('2026-01-02T03:04:05Z'),
      Metadata: { a: 'plain', b: 'é ☃' },
    };
    const answer = encodeOutput(operation('s3', 'GetObject'), output, { ...ids, status: 206 });
    expect(answer.status).toBe(206);
    expect(answer.body).toBe(Body);
    expect(answer.headers).toEqual({
      'x-amz-request-id': 'r',
      'x-amz-id-2': 'h',
      'Last-Modified': 'Fri, 02 Jan 2026 03:04:05 GMT',
      'Content-Length': '1',
      'Content-Range': 'bytes 0-0/2',
      Expires: 'not a date',
      'x-amz-meta-a': 'plain',
      'x-amz-meta-b': '=?UTF-8?B?w6kg4piD?=',
    });
  });

  test('no header value can break out of its line', () => {
    const output = { ContentDisposition: 'a\r\nSet-Cookie: x' };
    const answer = encodeOutput(operation('s3', 'GetObject'), output, ids);
    expect(answer.headers['Content-Disposition']).not.toMatch(/[\r\n]/);
  });
});

/** Whatever a body holds, the answer to it is a refusal of the client or an input, never a crash. */
describe('hostile input', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.json({ maxDepth: 4 }),
    fc.constantFrom(
      '<a',
      '<Delete><Object/></Delete>',
      '{"Tags":[{"Key":[]}]}',
      '<!DOCTYPE x>',
      '[[[[',
    ),
  );

  function attempt(act: () => unknown): void {
    try {
      act();
    } catch (error) {
      expect(error).toBeInstanceOf(AwsError);
      expect((error as AwsError).status).toBeLessThan(500);
    }
  }

  test.each([...services.values()].map((service) => [service.model.name, service] as const))(
    'every operation of %s',
    (_, service) => {
      const operations = [...service.operations.values()];
      fc.assert(
        fc.property(fc.constantFrom(...operations), hostile, (shape, text) => {
          attempt(() => decodeHostile(service, shape, text));
        }),
        { numRuns: 2000 },
      );
    },
  );

  function decodeHostile(service: Service, shape: OperationShape, text: string): void {
    const names = shape.input.members.flatMap(({ name, traits }) => [
      name,
      traits.httpQuery ?? name,
    ]);
    const headers = Object.fromEntries(
      shape.input.members.flatMap(({ traits }) =>
        traits.httpHeader === undefined ? [] : [[traits.httpHeader.toLowerCase(), text]],
      ),
    );
    const pairs = names.flatMap((name) => [
      [name, text] as const,
      [`${name}.member.1.${text}`, text] as const,
    ]);
    const route = {
      operation: shape,
      query: service.model.protocol === 'awsQuery' ? [] : pairs,
      form: pairs,
      labels: Object.fromEntries(names.map((name) => [name, text])),
      bucket: 'b',
      key: text,
      isVirtualHost: false,
    };
    decodeInput({ request: makeRequest({ headers }), route, body: Buffer.from(text) });
  }

  test('a mistyped member anywhere in a generated document', () => {
    const shape = operation('organizations', 'CreateAccount');
    const good = generateStruct(shape.input, { requiredOnly: false });
    for (const name of Object.keys(good)) {
      for (const value of [1, true, [], {}, [1], { a: [] }]) {
        attempt(() => decodeJson('CreateAccount', JSON.stringify({ ...good, [name]: value })));
      }
    }
  });
});
