/** What Add provider asks of a SAML provider. */
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { metadataFault, providerNameFault } from './provider-faults.ts';
import { TextFileField } from './text-file-field.tsx';

export interface SamlDetails {
  readonly name: string;
  readonly metadata: string;
}

export function samlHasFault({ name, metadata }: SamlDetails): boolean {
  return providerNameFault(name) !== undefined || metadataFault(metadata) !== undefined;
}

export function SamlFields({
  details,
  onChange,
  isShowingFaults,
}: {
  readonly details: SamlDetails;
  onChange(details: SamlDetails): void;
  readonly isShowingFaults: boolean;
}): JSX.Element {
  const { name, metadata } = details;
  return (
    <Container header={<Header variant="h2">SAML</Header>}>
      <SpaceBetween size="l">
        <FormField
          label="Provider name"
          constraintText="Up to 128 letters, digits and . _ -"
          errorText={isShowingFaults ? providerNameFault(name) : undefined}
        >
          <Input
            value={name}
            spellcheck={false}
            onChange={({ detail }) => onChange({ ...details, name: detail.value })}
          />
        </FormField>
        <TextFileField
          label="Metadata document"
          description="The XML file that the identity provider publishes."
          constraintText="Of 1000 characters at least, in UTF-8."
          accept=".xml,application/xml,text/xml,application/samlmetadata+xml"
          errorText={isShowingFaults || metadata !== '' ? metadataFault(metadata) : undefined}
          onText={(text) => onChange({ ...details, metadata: text })}
        />
      </SpaceBetween>
    </Container>
  );
}
