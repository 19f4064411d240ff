/**
 * Server-side encryption as requests ask for it. Objects are as S3 keeps them by default, SSE-S3.
 * DEVIATION: SSE-KMS and customer keys (SSE-C) are not built and answer NotImplemented; bytes at
 * rest are as well protected as the data folder is. Page: S3 UG "Protecting data with server-side
 * encryption".
 */
import { failWith } from '@hallpass/wire';
import { invalidArgument, notImplementedHeader } from './errors.ts';

export interface EncryptionInput {
  readonly ServerSideEncryption?: string | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly SSEKMSEncryptionContext?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly CopySourceSSECustomerAlgorithm?: string | undefined;
}

const kmsMethods = new Set(['aws:kms', 'aws:kms:dsse', 'aws:fsx', 'aws:backup']);

export function checkEncryption(input: EncryptionInput): void {
  const { ServerSideEncryption: method } = input;
  const customer = input.SSECustomerAlgorithm ?? input.SSECustomerKey ?? input.SSECustomerKeyMD5;
  if (customer !== undefined) {
    throw notImplementedHeader('x-amz-server-side-encryption-customer-algorithm');
  }
  if (input.CopySourceSSECustomerAlgorithm !== undefined) {
    throw notImplementedHeader('x-amz-copy-source-server-side-encryption-customer-algorithm');
  }
  if (method !== undefined && kmsMethods.has(method)) {
    throw notImplementedHeader('x-amz-server-side-encryption');
  }
  if (input.SSEKMSKeyId !== undefined || input.SSEKMSEncryptionContext !== undefined) {
    throw invalidArgument(
      'Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms',
      { name: 'x-amz-server-side-encryption', value: method },
    );
  }
  if (method !== undefined && method !== 'AES256') {
    throw invalidArgument('The encryption method specified is not supported', {
      name: 'x-amz-server-side-encryption',
      value: method,
    });
  }
}

/** Reads of objects that are not encrypted with a customer's key refuse one. */
export function checkReadEncryption(input: EncryptionInput): void {
  const customer = input.SSECustomerAlgorithm ?? input.SSECustomerKey ?? input.SSECustomerKeyMD5;
  if (customer === undefined) return;
  throw failWith('InvalidRequest', 'The encryption parameters are not applicable to this object.');
}
