/** What to do about a refusal of S3, where its message does not say so itself. By AWS's codes. */
const advice: Readonly<Record<string, string>> = {
  BucketNotEmpty:
    'Empty the bucket first. Where versions are kept, older versions and delete markers count, too.',
  BucketAlreadyExists: 'Names are unique across all accounts: choose another one.',
  BucketAlreadyOwnedByYou: 'You will find the bucket in your list of buckets.',
  AccessControlListNotSupported:
    'ACLs are off in this bucket. Use the bucket policy, or change Object Ownership first.',
  InvalidBucketAclWithObjectOwnership:
    'Remove what the ACL of the bucket grants to others, then disable ACLs.',
  PreconditionFailed: 'The object has changed meanwhile. Refresh the page and try again.',
  NoSuchBucket: 'It may have been deleted meanwhile: look at the list of buckets.',
  NoSuchKey: 'It may have been deleted or renamed meanwhile: look at the list of objects.',
  NoSuchVersion: 'It may have been deleted meanwhile: look at the versions of the object.',
  NoSuchUpload: 'The upload was cancelled elsewhere. Remove the file and add it again.',
};

export function s3Advice(code: string): string | undefined {
  return advice[code];
}
