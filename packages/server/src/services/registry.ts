/**
 * Every service with the operations built here. Routing, codecs, the table of operations and the
 * walk of the negative tests follow from it. An operation that is not here answers NotImplemented.
 *
 * What a service does is loaded when it is first asked to: most servers are asked for two or three
 * of them, and the start waits for none (docs/decisions/0006-lean-imports.md).
 */
import type { ServiceModel } from '@hallpass/wire';
import type { Operation } from '../operation.ts';
import { accessAnalyzerModel } from './access-analyzer/service.ts';
import { iamModel } from './iam/service.ts';
import { organizationsModel } from './organizations/service.ts';
import { s3Model } from './s3/service.ts';
import { stsModel } from './sts/service.ts';

/** By API name. */
export type Operations = Readonly<Record<string, Operation<never>>>;

export interface RegisteredService {
  readonly model: ServiceModel;
  readonly load: () => Promise<Operations>;
}

export const services: readonly RegisteredService[] = [
  { model: iamModel, load: () => import('./iam/operations/index.ts') },
  { model: stsModel, load: () => import('./sts/operations/index.ts') },
  { model: organizationsModel, load: () => import('./organizations/operations/index.ts') },
  { model: s3Model, load: () => import('./s3/operations/index.ts') },
  { model: accessAnalyzerModel, load: () => import('./access-analyzer/operations/index.ts') },
];

export interface LoadedService {
  readonly model: ServiceModel;
  readonly operations: Operations;
}

/** All of them with all that they do: for tables and tests. */
export function loadServices(): Promise<readonly LoadedService[]> {
  return Promise.all(
    services.map(async ({ model, load }) => ({ model, operations: await load() })),
  );
}
