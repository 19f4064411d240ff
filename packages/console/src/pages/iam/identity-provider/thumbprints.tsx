/** Thumbprints of an OpenID Connect provider: shown, and replaced together. */
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import { useChangeOidcProvider } from '../../../api/iam/identity-providers.ts';
import {
  thumbprintsFault,
  thumbprintsMax,
} from '../../../forms/identity-provider/provider-faults.ts';
import { AwsCommand } from '../../../ui/aws-command.tsx';
import { CopyText } from '../../../ui/copy-text.tsx';
import { EditActions } from '../../../ui/edit-actions.tsx';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { TextListField } from '../../../ui/text-list-field.tsx';

function Shown({ thumbprints }: { readonly thumbprints: readonly string[] }): JSX.Element {
  if (thumbprints.length === 0) return <>No thumbprints</>;
  return (
    <SpaceBetween size="xs">
      {thumbprints.map((text) => (
        <Box key={text} variant="code">
          <CopyText text={text} label="Thumbprint" />
        </Box>
      ))}
    </SpaceBetween>
  );
}

export interface ThumbprintsProps {
  readonly arn: string;
  readonly thumbprints: readonly string[];
}

export function Thumbprints({ arn, thumbprints }: ThumbprintsProps): JSX.Element {
  const [edited, setEdited] = useState<readonly string[]>();
  const { mutate, error, isPending } = useChangeOidcProvider(arn);
  const fault = edited?.length === 0 ? 'One thumbprint at least.' : thumbprintsFault(edited ?? []);
  const save = (): void => {
    if (edited === undefined || fault !== undefined) return;
    mutate({ kind: 'thumbprints', thumbprints: edited }, { onSuccess: () => setEdited(undefined) });
  };
  return (
    <SpaceBetween size="s">
      <Container
        header={
          <Header
            variant="h2"
            counter={`(${thumbprints.length})`}
            description="SHA-1 of certificates by which the provider's server is known."
            actions={
              <EditActions
                isEditing={edited !== undefined}
                isSaving={isPending}
                isDisabled={false}
                onEdit={() => setEdited(thumbprints)}
                onCancel={() => setEdited(undefined)}
                onSave={save}
              />
            }
          >
            Thumbprints
          </Header>
        }
      >
        <SpaceBetween size="m">
          {error !== null && <ErrorAlert error={error} header="Thumbprints not saved" />}
          {edited === undefined ? (
            <Shown thumbprints={thumbprints} />
          ) : (
            <TextListField
              label="Thumbprints"
              description={`Up to ${thumbprintsMax}, of 40 hexadecimal digits each.`}
              texts={edited}
              errorText={fault}
              onChange={setEdited}
            />
          )}
        </SpaceBetween>
      </Container>
      {edited !== undefined && (
        <AwsCommand
          command="iam update-open-id-connect-provider-thumbprint"
          options={{ '--open-id-connect-provider-arn': arn, '--thumbprint-list': edited }}
        />
      )}
    </SpaceBetween>
  );
}
