/** What a new user needs to sign in to the console, and all of it as a file. */
import Button from '@cloudscape-design/components/button';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useSession } from '../../api/session-context.ts';
import { publicPaths } from '../../paths/paths.ts';
import { CopyText } from '../../ui/copy-text.tsx';
import { csvText, saveFile } from '../../ui/csv.ts';
import { SecretText } from '../../ui/secret-text.tsx';

/** Where IAM users of this account sign in. */
export function useSignInUrl(): string {
  const { accountAlias, accountId } = useSession();
  return window.location.origin + publicPaths.signIn({ account: accountAlias ?? accountId });
}

export function ConsoleLogin({
  userName,
  password,
}: {
  readonly userName: string;
  readonly password: string;
}): JSX.Element {
  const url = useSignInUrl();
  const save = (): void => {
    const header = ['User name', 'Password', 'Console sign-in URL'];
    saveFile(`${userName}_credentials.csv`, csvText(header, [[userName, password, url]]));
  };
  return (
    <SpaceBetween size="m">
      <KeyValuePairs
        items={[
          { label: 'Console sign-in URL', value: <CopyText text={url} label="Sign-in URL" /> },
          { label: 'User name', value: <CopyText text={userName} label="User name" /> },
          {
            label: 'Console password',
            value: <SecretText text={password} label="console password" />,
          },
        ]}
      />
      <Button iconName="download" onClick={save}>
        Download .csv file
      </Button>
    </SpaceBetween>
  );
}
