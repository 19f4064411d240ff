/** Downloads an object: the browser itself fetches it, by a link that is signed for a minute. */
import type { UseMutationResult } from '@tanstack/react-query';
import { useMutation } from '@tanstack/react-query';
import { linkS3Client } from '../../api/s3-client.ts';
import type { ObjectPlace } from '../../api/s3/object-place.ts';
import { nameOf } from '../../api/s3/object-place.ts';
import { presignedLink } from '../../api/s3/presign.ts';
import { useSessionId } from '../../api/session-context.ts';

const linkSeconds = 60;

export type DownloadOrOpen = UseMutationResult<void, Error, ObjectPlace>;

export function useDownload(): DownloadOrOpen {
  const sessionId = useSessionId();
  return useMutation({
    async mutationFn(place) {
      const s3 = linkS3Client(sessionId, place.bucket);
      const name = nameOf(place.objectKey);
      const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
      const link = document.createElement('a');
      link.href = await presignedLink(s3, place, { seconds: linkSeconds, disposition });
      link.download = name;
      link.click();
    },
  });
}

/** In another tab, where the server gives it an origin of its own. */
export function useOpen(): DownloadOrOpen {
  const sessionId = useSessionId();
  return useMutation({
    async mutationFn(place) {
      const s3 = linkS3Client(sessionId, place.bucket);
      const url = await presignedLink(s3, place, { seconds: linkSeconds });
      window.open(url, '_blank', 'noopener');
    },
  });
}
