/** Page: S3 API Reference "GetObject". */
import type { GetObjectOutput, GetObjectRequest } from '@aws-sdk/client-s3';
import { GetObject$ } from '@aws-sdk/client-s3';
import { whenReady } from '@hallpass/store';
import type { ReadOperation } from '../../../operation.ts';
import { Answered } from '../../../operation.ts';
import { findBody, readBytes } from '../object-body.ts';
import { objectToRead, readAnswer, readHead, readRule, servedRange } from '../read-object.ts';

export const GetObject: ReadOperation<GetObjectRequest, GetObjectOutput> = {
  schema: GetObject$,
  access: readRule('s3:GetObject'),
  mode: 'read',
  handle(input, context) {
    return whenReady(objectToRead(input, context), (found) => {
      const { bucket, key, record } = found;
      return whenReady(findBody(context.tx, { bucketId: bucket.id, key, record }), (body) => {
        const range = servedRange(input, found, body);
        const head = readHead(input, context, { found, range, body });
        const bytes = readBytes(context.server.blobs, body, range);
        const output = Object.assign(head, { Body: bytes as unknown as GetObjectOutput['Body'] });
        return range.partial ? new Answered<GetObjectOutput>(output, readAnswer(range)) : output;
      });
    });
  },
};
