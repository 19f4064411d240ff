/**
 * S3's own error codes with AWS's texts; the SDK models only a few of them. Codes that every
 * service shares (AccessDenied, InvalidArgument …) come from wire's table. Page: S3 API Reference
 * "Error responses"; texts as in recorded answers.
 */
import type { AwsError } from '@hallpass/wire';
import { errorsOf, failWith } from '@hallpass/wire';

const s3Errors = {
  AccessControlListNotSupported: { status: 400, message: 'The bucket does not allow ACLs' },
  AccessForbidden: { status: 403 },
  BadDigest: { status: 400 },
  BadRequest: { status: 400 },
  BucketAlreadyExists: {
    status: 409,
    message:
      'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
  },
  BucketAlreadyOwnedByYou: {
    status: 409,
    message: 'Your previous request to create the named bucket succeeded and you already own it.',
  },
  BucketNotEmpty: { status: 409, message: 'The bucket you tried to delete is not empty' },
  ConditionalRequestConflict: {
    status: 409,
    message:
      'The conditional request cannot succeed due to a conflicting operation against this resource.',
  },
  EntityTooLarge: {
    status: 400,
    message: 'Your proposed upload exceeds the maximum allowed size',
  },
  EntityTooSmall: {
    status: 400,
    message: 'Your proposed upload is smaller than the minimum allowed size',
  },
  IllegalLocationConstraintException: { status: 400 },
  IllegalVersioningConfigurationException: { status: 400 },
  InvalidBucketAclWithObjectOwnership: {
    status: 400,
    message: "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
  },
  InvalidBucketAclWithBlockPublicAccessError: {
    status: 400,
    message: 'Bucket cannot have public ACLs set with BlockPublicAccess enabled',
  },
  InvalidBucketName: { status: 400, message: 'The specified bucket is not valid.' },
  InvalidBucketOwnerAWSAccountID: { status: 400 },
  InvalidLocationConstraint: {
    status: 400,
    message: 'The specified location-constraint is not valid',
  },
  InvalidPart: {
    status: 400,
    message:
      "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
  },
  InvalidPartNumber: { status: 416, message: 'The requested partnumber is not satisfiable' },
  InvalidPartOrder: {
    status: 400,
    message: 'The list of parts was not in ascending order. Parts must be ordered by part number.',
  },
  InvalidRange: { status: 416, message: 'The requested range is not satisfiable' },
  InvalidStorageClass: { status: 400, message: 'The storage class you specified is not valid' },
  InvalidTag: { status: 400 },
  KeyTooLongError: { status: 400, message: 'Your key is too long' },
  MalformedACLError: {
    status: 400,
    message:
      'The XML you provided was not well-formed or did not validate against our published schema',
  },
  MalformedPolicy: { status: 400 },
  MetadataTooLarge: {
    status: 400,
    message: 'Your metadata headers exceed the maximum allowed metadata size',
  },
  MissingSecurityHeader: { status: 400, message: 'Your request was missing a required header' },
  NoSuchBucket: { status: 404, message: 'The specified bucket does not exist' },
  NoSuchBucketPolicy: { status: 404, message: 'The bucket policy does not exist' },
  NoSuchConfiguration: { status: 404, message: 'The specified configuration does not exist.' },
  NoSuchCORSConfiguration: { status: 404, message: 'The CORS configuration does not exist' },
  NoSuchKey: { status: 404, message: 'The specified key does not exist.' },
  NoSuchLifecycleConfiguration: {
    status: 404,
    message: 'The lifecycle configuration does not exist',
  },
  NoSuchObjectLockConfiguration: {
    status: 404,
    message: 'The specified object does not have a ObjectLock configuration',
  },
  NoSuchPublicAccessBlockConfiguration: {
    status: 404,
    message: 'The public access block configuration was not found',
  },
  NoSuchTagSet: { status: 404, message: 'The TagSet does not exist' },
  NoSuchUpload: {
    status: 404,
    message:
      'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
  },
  NoSuchVersion: { status: 404, message: 'The specified version does not exist.' },
  NoSuchWebsiteConfiguration: {
    status: 404,
    message: 'The specified bucket does not have a website configuration',
  },
  NotModified: { status: 304, message: 'Not Modified' },
  ObjectLockConfigurationNotFoundError: {
    status: 404,
    message: 'Object Lock configuration does not exist for this bucket',
  },
  OwnershipControlsNotFoundError: {
    status: 404,
    message: 'The bucket ownership controls were not found',
  },
  PreconditionFailed: {
    status: 412,
    message: 'At least one of the pre-conditions you specified did not hold',
  },
  ReplicationConfigurationNotFoundError: {
    status: 404,
    message: 'The replication configuration was not found',
  },
  TooManyBuckets: {
    status: 400,
    message: 'You have attempted to create more buckets than allowed',
  },
  UnexpectedContent: { status: 400, message: 'This request does not support content' },
} as const;

export type S3ErrorCode = keyof typeof s3Errors;

export const failS3: ReturnType<typeof errorsOf<typeof s3Errors>> = errorsOf(s3Errors);

/** InvalidArgument in S3's form, with the argument at fault. */
export function invalidArgument(
  message: string,
  argument: { readonly name: string; readonly value?: string | number | undefined },
): AwsError {
  const value = argument.value === undefined ? {} : { ArgumentValue: String(argument.value) };
  return failWith('InvalidArgument', message, { ArgumentName: argument.name, ...value });
}

export function noSuchBucket(bucket: string): AwsError {
  return failS3('NoSuchBucket', undefined, { BucketName: bucket });
}

export function noSuchKey(key: string): AwsError {
  return failS3('NoSuchKey', undefined, { Key: key });
}

export function noSuchVersion(key: string, versionId: string): AwsError {
  return failS3('NoSuchVersion', undefined, { Key: key, VersionId: versionId });
}

export function noSuchUpload(uploadId: string): AwsError {
  return failS3('NoSuchUpload', undefined, { UploadId: uploadId });
}

export function preconditionFailed(condition: string): AwsError {
  return failS3('PreconditionFailed', undefined, { Condition: condition });
}

/** A header whose meaning is not built, or not accepted here. */
export function notImplementedHeader(header: string, more?: string): AwsError {
  return failWith('NotImplemented', undefined, {
    Header: header,
    ...(more === undefined ? {} : { additionalMessage: more }),
  });
}

export function malformedXml(): AwsError {
  return failWith('MalformedXML');
}
