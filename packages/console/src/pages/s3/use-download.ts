/** Downloads an object: the browser itself fetches it, by a link that is signed for a minute. */
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { UseMutationResult } from '@tanstack/react-query';
import { useMutation } from '@tanstack/react-query';
import { useS3 } from '../../api/s3-client.ts';

const linkSeconds = 60;

export function useDownload(bucket: string, key: string): UseMutationResult<void, Error, void> {
  const s3 = useS3();
  return useMutation({
    async mutationFn() {
      const name = key.slice(key.lastIndexOf('/') + 1);
      const url = await getSignedUrl(
        s3,
        new GetObjectCommand({
          Bucket: bucket,
          Key: key,
          ResponseContentDisposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        }),
        { expiresIn: linkSeconds },
      );
      const link = document.createElement('a');
      link.href = url;
      link.download = name;
      link.click();
    },
  });
}
