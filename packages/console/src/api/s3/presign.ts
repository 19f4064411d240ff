/** Links that carry a signature: whoever has one may get the object until it ends. */
import type { S3Client } from '@aws-sdk/client-s3';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { keepDotSegmentsOfUrl } from './dot-segments.ts';
import type { ObjectPlace } from './object-place.ts';
import { inputOf } from './object-place.ts';

export async function presignedLink(
  s3: S3Client,
  place: ObjectPlace,
  options: { readonly seconds: number; readonly disposition?: string },
): Promise<string> {
  const { seconds, disposition } = options;
  const command = new GetObjectCommand({
    ...inputOf(place),
    ...(disposition === undefined ? {} : { ResponseContentDisposition: disposition }),
  });
  return keepDotSegmentsOfUrl(await getSignedUrl(s3, command, { expiresIn: seconds }));
}
