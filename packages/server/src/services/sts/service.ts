/** STS as the SDK's schemas do not tell it. Page: STS API Reference "Welcome". */
import * as sts from '@aws-sdk/client-sts';
import type { ServiceModel } from '@hallpass/wire';
import { operationSchemas } from '../operation-schemas.ts';

export const stsModel: ServiceModel = {
  name: 'sts',
  protocol: 'awsQuery',
  apiVersion: '2011-06-15',
  signingName: 'sts',
  xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  operationSchemas: operationSchemas(sts),
};
