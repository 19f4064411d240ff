/** A text with a button that copies it: ARNs, account ids, links. */
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import type { JSX } from 'react';

export function CopyText({
  text,
  label,
}: {
  readonly text: string;
  /** What it is, for those who do not see it: `ARN`. */
  readonly label: string;
}): JSX.Element {
  return (
    <CopyToClipboard
      variant="inline"
      textToCopy={text}
      copyButtonAriaLabel={`Copy ${label}`}
      copySuccessText={`${label} copied`}
      copyErrorText={`${label} could not be copied`}
    />
  );
}
