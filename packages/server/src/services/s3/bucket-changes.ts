/** Operations that do nothing but change one setting of a bucket, or show one. */
import type { BucketChange, BucketRecord } from '../../data/buckets.ts';
import { changeBucket } from '../../data/buckets.ts';
import type { ReadContext, ReadOperation, WriteContext, WriteOperation } from '../../operation.ts';
import type { BucketInput } from './access.ts';
import { authorizedBucket, bucketRule } from './access.ts';

export interface SettingWrite<I> {
  readonly schema: unknown;
  readonly action: string;
  readonly change: (
    input: I,
    bucket: BucketRecord,
    context: WriteContext,
  ) => BucketChange | Promise<BucketChange>;
}

export function writeSetting<I extends BucketInput>({
  schema,
  action,
  change,
}: SettingWrite<I>): WriteOperation<I, object> {
  return {
    schema,
    access: bucketRule(action),
    mode: 'write',
    async handle(input, context) {
      const bucket = authorizedBucket(input);
      changeBucket(context.tx, bucket, await change(input, bucket, context));
      return {};
    },
  };
}

export interface SettingRead<O> {
  readonly schema: unknown;
  readonly action: string;
  readonly show: (bucket: BucketRecord, context: ReadContext) => O | Promise<O>;
}

export function readSetting<I extends BucketInput, O>({
  schema,
  action,
  show,
}: SettingRead<O>): ReadOperation<I, O> {
  return {
    schema,
    access: bucketRule(action),
    mode: 'read',
    async handle(input, context) {
      return show(authorizedBucket(input), context);
    },
  };
}
