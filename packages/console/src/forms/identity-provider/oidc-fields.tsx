/** What Add provider asks of an OpenID Connect provider. */
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { TextListField } from '../../ui/text-list-field.tsx';
import { audiencesFault, thumbprintsFault, urlFault } from './provider-faults.ts';

export interface OidcDetails {
  readonly url: string;
  readonly audiences: readonly string[];
  readonly thumbprints: readonly string[];
}

export function oidcHasFault({ url, audiences, thumbprints }: OidcDetails): boolean {
  return [urlFault(url), audiencesFault(audiences), thumbprintsFault(thumbprints)].some(
    (fault) => fault !== undefined,
  );
}

export function OidcFields({
  details,
  onChange,
  isShowingFaults,
}: {
  readonly details: OidcDetails;
  onChange(details: OidcDetails): void;
  readonly isShowingFaults: boolean;
}): JSX.Element {
  const { url, audiences, thumbprints } = details;
  const shown = (fault: string | undefined) => (isShowingFaults ? fault : undefined);
  return (
    <Container header={<Header variant="h2">OpenID Connect</Header>}>
      <SpaceBetween size="l">
        <FormField
          label="Provider URL"
          description="What its tokens name as their issuer (iss)."
          constraintText="Begins with https://, without port and query. Its case counts."
          errorText={shown(urlFault(url))}
        >
          <Input
            value={url}
            type="url"
            spellcheck={false}
            placeholder="https://token.actions.githubusercontent.com"
            onChange={({ detail }) => onChange({ ...details, url: detail.value.trim() })}
          />
        </FormField>
        <TextListField
          label="Audiences"
          description="Client IDs that the provider issued to the applications (aud)."
          placeholder="sts.amazonaws.com"
          texts={audiences}
          errorText={audiencesFault(audiences)}
          onChange={(texts) => onChange({ ...details, audiences: texts })}
        />
        <TextListField
          label="Thumbprints - optional"
          description="SHA-1 of the certificate authority that signed the server's certificate. Without one, the server asks the provider for it now."
          texts={thumbprints}
          errorText={thumbprintsFault(thumbprints)}
          onChange={(texts) => onChange({ ...details, thumbprints: texts })}
        />
      </SpaceBetween>
    </Container>
  );
}
