/** Headers that a signer moved into the query of a presigned URL. */
import { expect, test } from 'vitest';
import { presigned } from '../../test/sdk-signer.ts';
import { requestOf } from '../../test/signed-request.ts';
import type { SignedRequest } from './parsed-signature.ts';
import { parseSignature } from './parse-signature.ts';
import { withHoistedHeaders } from './hoisted-headers.ts';

const options = {
  service: 's3',
  region: 'us-east-1',
  signingDate: new Date(),
  expiresIn: 60,
  sessionToken: 'token',
};

test('come back as headers, but for the signature and promises about the body', async () => {
  const request = await presigned(
    {
      method: 'PUT',
      path: '/bucket/key',
      query: { 'x-id': 'PutObject' },
      headers: {
        host: 'localhost',
        'x-amz-acl': 'private',
        'x-amz-meta-name': 'a b+cé',
        'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
        'x-amz-checksum-crc32': 'AAAAAA==',
      },
    },
    options,
  );
  const { headers } = withHoistedHeaders(request, parseSignature(request) as SignedRequest);
  expect(headers).toEqual({
    host: 'localhost',
    'x-amz-acl': 'private',
    'x-amz-meta-name': Buffer.from('a b+cé').toString('latin1'),
  });
});

test('a header really sent wins, and header-signed requests are left alone', () => {
  const request = requestOf({ target: '/?x-amz-acl=private', headers: { 'x-amz-acl': 'public' } });
  const signed = { kind: 'signed', form: 'query' } as SignedRequest;
  expect(withHoistedHeaders(request, signed)).toBe(request);
  expect(withHoistedHeaders(request, { ...signed, form: 'header' })).toBe(request);
});
