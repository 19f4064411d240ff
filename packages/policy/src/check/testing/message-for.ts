/** The message with which a document would be refused. */
import type { DocumentKind } from '../fault.ts';
import { checkPolicy } from '../check-document.ts';

/** `document` as an object, or as a text when the text itself matters. */
export function messageFor(document: unknown, kind: DocumentKind): string | undefined {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return checkPolicy(text, kind, { bucketName: 'amzn-s3-demo-bucket' }).fault?.message;
}

export const version = '2012-10-17';
export const bucketArn = 'arn:aws:s3:::amzn-s3-demo-bucket';
export const readObjects: object = {
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: `${bucketArn}/*`,
};
