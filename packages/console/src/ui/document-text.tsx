/** A document as it is kept, to be read and scrolled. */
import type { JSX } from 'react';

export function DocumentText({
  text,
  label,
}: {
  readonly text: string;
  readonly label: string;
}): JSX.Element {
  return (
    <pre className="document" role="region" tabIndex={0} aria-label={label}>
      {text}
    </pre>
  );
}
