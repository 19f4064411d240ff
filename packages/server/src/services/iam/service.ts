/** IAM as the SDK's schemas do not tell it. Page: IAM API Reference "Welcome". */
import * as iam from '@aws-sdk/client-iam';
import type { ServiceModel } from '@hallpass/wire';
import { operationSchemas } from '../operation-schemas.ts';

export const iamModel: ServiceModel = {
  name: 'iam',
  protocol: 'awsQuery',
  apiVersion: '2010-05-08',
  signingName: 'iam',
  xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  repeatsValues: false,
  operationSchemas: operationSchemas(iam),
};
