/** Why a service refuses to store a document. */
import type { Span } from '../types.ts';

/**
 * identity: managed and inline policies and boundaries (IAM). session: STS. trust: roles (IAM).
 * bucket: S3. scp, rcp: Organizations.
 */
export type DocumentKind = 'identity' | 'boundary' | 'session' | 'trust' | 'bucket' | 'scp' | 'rcp';

export type DocumentFaultCode =
  /** IAM and STS. */
  | 'MalformedPolicyDocument'
  /** S3. */
  | 'MalformedPolicy'
  /** Organizations. */
  | 'MalformedPolicyDocumentException';

export interface DocumentFault {
  readonly code: DocumentFaultCode;
  /** In AWS's words. */
  readonly message: string;
  /** Where, when it is one place. */
  readonly span?: Span;
}

/** Message and place; the code depends on who asks. */
export interface Complaint {
  readonly message: string;
  readonly span?: Span | undefined;
}

export const complain = (message: string, span?: Span): Complaint => ({ message, span });

/** The first complaint of the checks, in their order. */
export function firstComplaint(
  checks: readonly (() => Complaint | undefined)[],
): Complaint | undefined {
  for (const check of checks) {
    const complaint = check();
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}

/** The first complaint about any of the items. */
export function firstOf<T>(
  items: Iterable<T>,
  check: (item: T) => Complaint | undefined,
): Complaint | undefined {
  for (const item of items) {
    const complaint = check(item);
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}
