/**
 * Operations that the walk treats differently, each with its reason. Reviewed by hand: an entry
 * here is a hole in the walk.
 */

/** Denied to a caller without permission by something else than AccessDenied. */
export const otherRefusals: Readonly<Record<string, string>> = {
  's3:DeleteObjects': 'each key is decided by itself: the answer is 200 with an error for each',
};

/** What is refused before anything else is told: they are called without a signature. */
export const unsignedByNature: Readonly<Record<string, string>> = {
  'sts:AssumeRoleWithSAML': 'the SDK does not sign it',
  'sts:AssumeRoleWithWebIdentity': 'the SDK does not sign it',
};

/** Not walked with hostile input. */
export const noHostileInput: Readonly<Record<string, string>> = {
  's3:SelectObjectContent': 'the client needs an event stream to read the answer',
  's3:WriteGetObjectResponse': 'the client sends it to another host',
};

/** Not sent at all. */
export const notSent: Readonly<Record<string, string>> = {
  's3:WriteGetObjectResponse': 'the client sends it to another host',
  's3:CreateSession': 'directory buckets have hosts of their own',
  's3:ListDirectoryBuckets': 'directory buckets have hosts of their own',
};
