/**
 * What the round trip leaves out, each with its reason. Reviewed by hand: an entry here is
 * behaviour that no test of this kind covers.
 */

/** Operations that are not routed or not encodable, by service. */
export const leftOutOperations: Readonly<Record<string, string>> = {
  's3 SelectObjectContent': 'answers with an event stream, which wire does not speak',
  's3 WriteGetObjectResponse': 'addressed by a host prefix of S3 Object Lambda, not served',
  's3 ListDirectoryBuckets': 'S3 Express; nothing on the wire tells it from ListBuckets but x-id',
};

/** Members that the SDK's client rewrites, or that exist in the SDK only. */
export const leftOutMembers: Readonly<Record<string, string>> = {
  SSECustomerKey: 'the client sends base64 of it and adds the MD5',
  SSECustomerKeyMD5: 'the client computes it',
  CopySourceSSECustomerKey: 'the client sends base64 of it and adds the MD5',
  CopySourceSSECustomerKeyMD5: 'the client computes it',
  ExpiresString: 'the client copies it from the header Expires',
  ContentLength: 'the client sets the header from the body on its way out',
  ContentMD5: 'the client computes it where no checksum is sent',
};

/** Values the client insists on, by member: it computes with them or validates them. */
export const fixedValues: Readonly<Record<string, string>> = {
  Bucket: 'amzn-s3-demo-bucket',
  ChecksumAlgorithm: 'SHA256',
};

/** Members the client adds by itself to the requests of S3, beside what it was given. */
export const addedByClient: readonly string[] = [
  'ChecksumAlgorithm',
  'ChecksumSHA256',
  'ChecksumCRC32',
  'ContentLength',
  'ContentMD5',
  'ContentType',
];

/** Members that client and server show as empty where they were not given at all. */
export const emptyWhenAbsent: readonly string[] = ['Metadata'];
