/**
 * Access Analyzer as the SDK's schemas do not tell it. Page: Access Analyzer API Reference
 * "Welcome".
 */
import * as accessAnalyzer from '@aws-sdk/client-accessanalyzer';
import type { ServiceModel } from '@hallpass/wire';
import { operationSchemas } from '../operation-schemas.ts';

export const accessAnalyzerModel: ServiceModel = {
  name: 'access-analyzer',
  protocol: 'restJson',
  apiVersion: '2019-11-01',
  signingName: 'access-analyzer',
  operationSchemas: operationSchemas(accessAnalyzer),
};
