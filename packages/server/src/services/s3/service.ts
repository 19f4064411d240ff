/** S3 as the SDK's schemas do not tell it. Page: S3 API Reference "Welcome". */
import * as s3 from '@aws-sdk/client-s3';
import type { ServiceModel } from '@hallpass/wire';
import { operationSchemas } from '../operation-schemas.ts';

export const s3Model: ServiceModel = {
  name: 's3',
  protocol: 'restXml',
  apiVersion: '2006-03-01',
  signingName: 's3',
  xmlNamespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
  addressing: 's3',
  operationSchemas: operationSchemas(s3),
};
