/** A password or key that is shown once: hidden until asked for, and copied without being seen. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';

const hidden = '•'.repeat(16);

export function SecretText({
  text,
  label,
}: {
  readonly text: string;
  /** `Secret access key` */
  readonly label: string;
}): JSX.Element {
  const [isShown, setShown] = useState(false);
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <CopyToClipboard
        variant="icon"
        textToCopy={text}
        copyButtonAriaLabel={`Copy ${label}`}
        copySuccessText={`${label} copied`}
        copyErrorText={`${label} could not be copied`}
      />
      <Box variant="code">{isShown ? text : hidden}</Box>
      <Button
        variant="inline-link"
        ariaLabel={isShown ? `Hide ${label}` : `Show ${label}`}
        onClick={() => setShown(!isShown)}
      >
        {isShown ? 'Hide' : 'Show'}
      </Button>
    </SpaceBetween>
  );
}
