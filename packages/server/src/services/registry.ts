/**
 * Every service with the operations built here. Routing, codecs, the table of operations and the
 * walk of the negative tests follow from it. An operation that is not here answers NotImplemented.
 */
import type { ServiceModel } from '@hallpass/wire';
import type { Operation } from '../operation.ts';
import * as accessAnalyzerOperations from './access-analyzer/operations/index.ts';
import { accessAnalyzerModel } from './access-analyzer/service.ts';
import * as iamOperations from './iam/operations/index.ts';
import { iamModel } from './iam/service.ts';
import * as organizationsOperations from './organizations/operations/index.ts';
import { organizationsModel } from './organizations/service.ts';
import * as s3Operations from './s3/operations/index.ts';
import { s3Model } from './s3/service.ts';
import * as stsOperations from './sts/operations/index.ts';
import { stsModel } from './sts/service.ts';

export interface RegisteredService {
  readonly model: ServiceModel;
  /** By API name. */
  readonly operations: Readonly<Record<string, Operation<never>>>;
}

export const services: readonly RegisteredService[] = [
  { model: iamModel, operations: iamOperations },
  { model: stsModel, operations: stsOperations },
  { model: organizationsModel, operations: organizationsOperations },
  { model: s3Model, operations: s3Operations },
  { model: accessAnalyzerModel, operations: accessAnalyzerOperations },
];
