/**
 * Keys with `.` and `..` between slashes, as in `a/../b`. Every URL parser folds such segments, the
 * browser's too, and would reach another object. Sent with `%2F` beside them they are no segments;
 * S3 reads the same key, and its signature covers the key. Page: URL Standard, "double-dot URL path
 * segment".
 */
import type { S3Client } from '@aws-sdk/client-s3';

const folded: ReadonlySet<string> = new Set(['.', '..']);

/** `/bucket/a/../b` becomes `/bucket/a%2F..%2Fb`; other paths stay as they are. */
export function keepDotSegments(path: string): string {
  const [root = '', bucket = '', ...segments] = path.split('/');
  if (!segments.some((segment) => folded.has(segment))) return path;
  const [only = '', ...more] = segments;
  if (more.length === 0) {
    throw new Error(
      `A browser cannot ask for the object whose whole key is ${only}. Copy it to another key.`,
    );
  }
  // A slash that stands before or after a folded segment would make a segment of it.
  const key = segments.reduce((written, segment, index) => {
    const isBeside = folded.has(segment) || folded.has(segments[index - 1] ?? '');
    return `${written}${isBeside ? '%2F' : '/'}${segment}`;
  });
  return `${root}/${bucket}/${key}`;
}

/** Of a signed link: what stands before the query. */
export function keepDotSegmentsOfUrl(url: string): string {
  const [, origin = '', path = '', query = ''] = /^([a-z]+:\/\/[^/]+)([^?]*)(.*)$/.exec(url) ?? [];
  return `${origin}${keepDotSegments(path)}${query}`;
}

/** Done last, after the request was signed. */
export function addDotSegments(client: S3Client): S3Client {
  client.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { path?: string };
      if (request.path !== undefined) request.path = keepDotSegments(request.path);
      return next(args);
    },
    { step: 'deserialize', priority: 'low', name: 'keepDotSegments' },
  );
  return client;
}
