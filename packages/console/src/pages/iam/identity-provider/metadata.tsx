/** The metadata document of a SAML provider: what it names, kept as a file, replaced. */
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import type { JSX } from 'react';
import { useMemo, useState } from 'react';
import { providerName, useChangeSamlProvider } from '../../../api/iam/identity-providers.ts';
import { metadataFault } from '../../../forms/identity-provider/provider-faults.ts';
import { TextFileField } from '../../../forms/identity-provider/text-file-field.tsx';
import { ActionModal } from '../../../ui/action-modal.tsx';
import { AwsCommand } from '../../../ui/aws-command.tsx';
import { saveFile } from '../../../ui/csv.ts';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { useNotify } from '../../../ui/notifications.tsx';

const namespace = 'urn:oasis:names:tc:SAML:2.0:metadata';

/** More is in the file. */
const shownCharacters = 50_000;

interface MetadataProps {
  readonly arn: string;
  readonly document: string;
}

function useFacts(document: string) {
  return useMemo(() => {
    const parsed = new DOMParser().parseFromString(document, 'application/xml');
    const entity = parsed.documentElement.getAttribute('entityID') ?? '-';
    const [service] = parsed.getElementsByTagNameNS(namespace, 'SingleSignOnService');
    return { entity, signIn: service?.getAttribute('Location') ?? '-' };
  }, [document]);
}

function Replace({ arn, onClose }: { readonly arn: string; onClose(): void }): JSX.Element {
  const [metadata, setMetadata] = useState('');
  const { mutate, error, isPending } = useChangeSamlProvider(arn);
  const notify = useNotify();
  const fault = metadataFault(metadata);
  const replace = (): void =>
    mutate(
      { kind: 'metadata', metadata },
      {
        onSuccess: () => {
          notify({ type: 'success', content: 'Replaced the metadata document.' });
          onClose();
        },
      },
    );
  return (
    <ActionModal
      header="Replace metadata document"
      action="Replace"
      isRunning={isPending}
      isDisabled={fault !== undefined}
      onClose={onClose}
      onConfirm={replace}
    >
      {error !== null && <ErrorAlert error={error} header="Document not replaced" />}
      <TextFileField
        label="Metadata document"
        description="The new XML file of the identity provider. Sign-ins are checked with its certificates from then on."
        accept=".xml,application/xml,text/xml,application/samlmetadata+xml"
        errorText={metadata === '' ? undefined : fault}
        onText={setMetadata}
      />
      <AwsCommand
        command="iam update-saml-provider"
        options={{
          '--saml-provider-arn': arn,
          '--saml-metadata-document': 'file://metadata.xml',
        }}
      />
    </ActionModal>
  );
}

export function Metadata({ arn, document }: MetadataProps): JSX.Element {
  const [isReplacing, setReplacing] = useState(false);
  const { entity, signIn } = useFacts(document);
  const download = (): void =>
    saveFile(`${providerName(arn)}.xml`, document, 'application/samlmetadata+xml');
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button iconName="download" onClick={download}>
                Download
              </Button>
              <Button onClick={() => setReplacing(true)}>Replace metadata</Button>
            </SpaceBetween>
          }
        >
          Metadata document
        </Header>
      }
    >
      <SpaceBetween size="l">
        <KeyValuePairs
          columns={2}
          items={[
            { label: 'Issuer (entity ID)', value: entity },
            { label: 'Single sign-on service', value: signIn },
          ]}
        />
        <Textarea
          ariaLabel="Metadata document"
          value={document.slice(0, shownCharacters)}
          rows={14}
          readOnly
          spellcheck={false}
        />
      </SpaceBetween>
      {isReplacing && <Replace arn={arn} onClose={() => setReplacing(false)} />}
    </Container>
  );
}
