/** Page: S3 API Reference "HeadObject". */
import type { HeadObjectOutput, HeadObjectRequest } from '@aws-sdk/client-s3';
import { HeadObject$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { Answered } from '../../../operation.ts';
import { findBody } from '../object-body.ts';
import { objectToRead, readAnswer, readHead, readRule, servedRange } from '../read-object.ts';

export const HeadObject: ReadOperation<HeadObjectRequest, HeadObjectOutput> = {
  schema: HeadObject$,
  access: readRule('s3:GetObject'),
  mode: 'read',
  async handle(input, context) {
    const found = await objectToRead(input, context);
    const { bucket, key, record } = found;
    const body =
      input.PartNumber === undefined
        ? undefined
        : await findBody(context.tx, { bucketId: bucket.id, key, record });
    const range = servedRange(input, found, body);
    const head = readHead(input, context, { found, range, body });
    return range.partial ? new Answered<HeadObjectOutput>(head, readAnswer(range)) : head;
  },
};
