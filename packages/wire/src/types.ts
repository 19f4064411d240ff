/**
 * The vocabulary of the wire layer. It knows AWS's protocols and signatures and nothing of any
 * service, account or store.
 */

import type { Eventually } from './eventually.ts';

/** A body on its way in. It is read once, one way or the other. */
export interface RequestBody extends AsyncIterable<Uint8Array> {
  /**
   * All of it in one piece; of a longer one the beginning, which is longer than `bytesMax`.
   * Optional, but a fraction of what iterating costs.
   */
  readonly collect?: (bytesMax: number) => Eventually<Uint8Array>;
}

/**
 * One HTTP request as it came, nothing normalised: folding a path would corrupt keys and
 * signatures.
 */
export interface HttpRequest {
  readonly method: string;
  /** Raw, percent-encoded, without query. */
  readonly path: string;
  /** Raw, without `?`. Empty when there is none. */
  readonly rawQuery: string;
  /** Name, value, name, value … as received (node's `rawHeaders`). */
  readonly rawHeaders: readonly string[];
  /** Lower-case name → values joined with `,`. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: RequestBody;
  readonly sourceIp: string;
  readonly secureTransport: boolean;
  readonly requestId: string;
}

/** Answer of the pipeline; `body` is whole bytes or a stream. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body?: Uint8Array | string | AsyncIterable<Uint8Array>;
}

export type Protocol = 'awsQuery' | 'restXml' | 'restJson' | 'awsJson1_1';

/** What the SDK's schemas do not say of a service: one `service.ts` each states it. */
export interface ServiceModel {
  /** Our name and the prefix of its actions, e.g. `iam`. */
  readonly name: string;
  readonly protocol: Protocol;
  /** `Version` of query calls, e.g. `2010-05-08`. */
  readonly apiVersion: string;
  /** Service name in the credential scope. */
  readonly signingName: string;
  /** Namespace on the root of XML answers. */
  readonly xmlNamespace?: string;
  /** `X-Amz-Target` before the dot, e.g. `AWSOrganizationsV20161128`. */
  readonly targetPrefix?: string;
  /** Where bucket and key addressing apply (S3). */
  readonly addressing?: 's3';
  /** False where validation texts do not repeat the value at fault (IAM's of 2026). */
  readonly repeatsValues?: boolean;
  /** The runtime schemas (`AssumeRole$` …) of every operation, built here or not. */
  readonly operationSchemas: readonly unknown[];
}
