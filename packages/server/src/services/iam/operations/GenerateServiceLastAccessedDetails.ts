/** Page: IAM API Reference "GenerateServiceLastAccessedDetails". */
import type {
  GenerateServiceLastAccessedDetailsRequest,
  GenerateServiceLastAccessedDetailsResponse,
} from '@aws-sdk/client-iam';
import { GenerateServiceLastAccessedDetails$ } from '@aws-sdk/client-iam';
import { newAccessJobId, putAccessJob } from '../../../data/access-jobs.ts';
import type { WriteOperation } from '../../../operation.ts';
import { signedCaller } from '../../../operation.ts';
import { accessReport } from '../access-report.ts';
import { subjectAccess, accessSubject } from '../access-subjects.ts';
import { arn } from '../constraints.ts';
import { ownerOf } from '../entities.ts';

export const GenerateServiceLastAccessedDetails: WriteOperation<
  GenerateServiceLastAccessedDetailsRequest,
  GenerateServiceLastAccessedDetailsResponse
> = {
  schema: GenerateServiceLastAccessedDetails$,
  constraints: { Arn: arn, Granularity: { enum: ['SERVICE_LEVEL', 'ACTION_LEVEL'] } },
  access: async (input, context) => [
    {
      action: 'iam:GenerateServiceLastAccessedDetails',
      ...(await subjectAccess(context, input.Arn)),
    },
  ],
  mode: 'write',
  async handle(input, context) {
    const { Arn: subjectArn = '', Granularity: granularity = 'SERVICE_LEVEL' } = input;
    const subject = await accessSubject(context, subjectArn);
    const id = newAccessJobId(context.nowMs);
    await putAccessJob(context.tx, {
      id,
      accountId: ownerOf(context).accountId,
      createdBy: signedCaller(context).userId,
      subjectArn,
      granularity,
      createdAtMs: context.nowMs,
      services: await accessReport(context, subject, granularity),
    });
    return { JobId: id };
  },
};
