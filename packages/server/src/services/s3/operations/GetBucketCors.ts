/** Page: S3 API Reference "GetBucketCors". */
import type { GetBucketCorsOutput, GetBucketCorsRequest } from '@aws-sdk/client-s3';
import { GetBucketCors$ } from '@aws-sdk/client-s3';
import { findBucketCors } from '../../../data/bucket-cors.ts';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';
import { corsRuleOutput } from '../cors-rules.ts';
import { failS3 } from '../errors.ts';

export const GetBucketCors: ReadOperation<GetBucketCorsRequest, GetBucketCorsOutput> = readSetting({
  schema: GetBucketCors$,
  action: 's3:GetBucketCORS',
  async show({ id, name }, { tx }) {
    const rules = await findBucketCors(tx, id);
    if (rules === undefined) {
      throw failS3('NoSuchCORSConfiguration', undefined, { BucketName: name });
    }
    return { CORSRules: rules.map(corsRuleOutput) };
  },
});
