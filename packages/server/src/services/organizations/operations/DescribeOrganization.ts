/** Page: ORG API Reference "DescribeOrganization". */
import type { DescribeOrganizationResponse } from '@aws-sdk/client-organizations';
import { DescribeOrganization$ } from '@aws-sdk/client-organizations';
import { memberOrganization } from '../membership.ts';
import { organizationOutput } from '../outputs.ts';
import type { ReadOperation } from '../../../operation.ts';

export const DescribeOrganization: ReadOperation<object, DescribeOrganizationResponse> = {
  schema: DescribeOrganization$,
  access: () => [{ action: 'organizations:DescribeOrganization', resource: '*' }],
  mode: 'read',
  async handle(_input, context) {
    return { Organization: organizationOutput(await memberOrganization(context)) };
  },
};
