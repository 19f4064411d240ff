/** Organizations as the SDK's schemas do not tell it. Page: ORG API Reference "Welcome". */
import * as organizations from '@aws-sdk/client-organizations';
import type { ServiceModel } from '@hallpass/wire';
import { operationSchemas } from '../operation-schemas.ts';

export const organizationsModel: ServiceModel = {
  name: 'organizations',
  protocol: 'awsJson1_1',
  apiVersion: '2016-11-28',
  signingName: 'organizations',
  targetPrefix: 'AWSOrganizationsV20161128',
  operationSchemas: operationSchemas(organizations),
};
