/** The `aws` command that does what a page or form does, behind a fold. */
import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import type { JSX } from 'react';
import type { CommandOption } from './command-line.ts';
import { commandLine } from './command-line.ts';

export function AwsCommand({
  command,
  options = {},
  about,
}: {
  /** Service and operation: `iam list-users`. */
  readonly command: string;
  readonly options?: Readonly<Record<string, CommandOption>>;
  /** Which of several it is. */
  readonly about?: string;
}): JSX.Element {
  const line = commandLine(command, options, window.location.origin);
  return (
    <ExpandableSection
      headerText={`AWS CLI command${about === undefined ? '' : ` (${about})`}`}
      variant="footer"
    >
      <div className="command">
        <Box variant="code">{line}</Box>
        <CopyToClipboard
          variant="icon"
          textToCopy={line}
          copyButtonAriaLabel="Copy the command"
          copySuccessText="Command copied"
          copyErrorText="The command could not be copied"
        />
      </div>
    </ExpandableSection>
  );
}
