/** Page: S3 API Reference "PutBucketCors". The configuration replaces the former one. */
import type { PutBucketCorsRequest } from '@aws-sdk/client-s3';
import { PutBucketCors$ } from '@aws-sdk/client-s3';
import { failWith } from '@hallpass/wire';
import type { CorsRule } from '../../../data/bucket-cors.ts';
import { putBucketCors } from '../../../data/bucket-cors.ts';
import type { RequestInfo, WriteOperation } from '../../../operation.ts';
import { authorizedBucket, bucketRule } from '../access.ts';
import { readCorsRules } from '../cors-rules.ts';

const documentBytesMax = 64 * 1024;

/** As it was sent; where a request does not say how long it is, as it is kept. */
function checkSize({ request: { headers } }: RequestInfo, rules: readonly CorsRule[]): void {
  const length = headers['x-amz-decoded-content-length'] ?? headers['content-length'];
  const size = length === undefined ? Buffer.byteLength(JSON.stringify(rules)) : Number(length);
  if (size <= documentBytesMax) return;
  throw failWith('MaxMessageLengthExceeded', undefined, {
    MaxMessageLengthBytes: documentBytesMax,
  });
}

export const PutBucketCors: WriteOperation<PutBucketCorsRequest, object> = {
  schema: PutBucketCors$,
  access: bucketRule('s3:PutBucketCORS'),
  mode: 'write',
  async handle(input, context) {
    const rules = readCorsRules(input.CORSConfiguration?.CORSRules);
    checkSize(context, rules);
    putBucketCors(context.tx, authorizedBucket(input).id, rules);
    return {};
  },
};
