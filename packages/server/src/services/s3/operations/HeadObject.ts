/** Page: S3 API Reference "HeadObject". */
import type { HeadObjectOutput, HeadObjectRequest } from '@aws-sdk/client-s3';
import { HeadObject$ } from '@aws-sdk/client-s3';
import { whenReady } from '@hallpass/store';
import type { ReadOperation } from '../../../operation.ts';
import { Answered } from '../../../operation.ts';
import { findBody } from '../object-body.ts';
import { objectToRead, readAnswer, readHead, readRule, servedRange } from '../read-object.ts';

export const HeadObject: ReadOperation<HeadObjectRequest, HeadObjectOutput> = {
  schema: HeadObject$,
  access: readRule('s3:GetObject'),
  mode: 'read',
  handle(input, context) {
    return whenReady(objectToRead(input, context), (found) => {
      const { bucket, key, record } = found;
      // Which bytes there are matters only for one part of them.
      const parts =
        input.PartNumber === undefined
          ? undefined
          : findBody(context.tx, { bucketId: bucket.id, key, record });
      return whenReady(parts, (body) => {
        const range = servedRange(input, found, body);
        const head = readHead(input, context, { found, range, body });
        return range.partial ? new Answered<HeadObjectOutput>(head, readAnswer(range)) : head;
      });
    });
  },
};
