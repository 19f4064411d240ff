/**
 * A failure as a page or form shows it: what was refused, in the server's own words, and, when a
 * policy did it, why.
 */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import type { JSX } from 'react';
import { lazy, Suspense } from 'react';
import { errorText } from '../api/errors.ts';
import { s3Advice } from '../api/s3/advice.ts';

const DenialReason = lazy(async () => ({
  default: (await import('./denial-reason.tsx')).DenialReason,
}));

export function ErrorAlert({
  error,
  header,
  onRetry,
}: {
  readonly error: unknown;
  /** What was tried: `User not created`. */
  readonly header?: string;
  onRetry?(): void;
}): JSX.Element {
  const text = errorText(error);
  const advice = s3Advice(text.code);
  return (
    <Alert
      type="error"
      header={header ?? text.header}
      action={onRetry === undefined ? undefined : <Button onClick={onRetry}>Try again</Button>}
    >
      <Box variant="p">{text.message}</Box>
      {advice !== undefined && <Box variant="p">{advice}</Box>}
      {text.isDenial && (
        <Suspense fallback={null}>
          <DenialReason text={text} />
        </Suspense>
      )}
    </Alert>
  );
}
