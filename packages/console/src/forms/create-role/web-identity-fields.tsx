/** Create role, trusted entity "Web identity": provider, audience, and which of GitHub's workflows. */
import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useOidcProviderQuery, useOidcProvidersQuery } from '../../api/iam/identity-providers.ts';
import type { Github } from './federation.ts';
import { builtInProviders, isGithub, noGithub } from './federation.ts';
import { ProviderSelect } from './provider-select.tsx';
import type { TrustStepProps } from './trust-step.tsx';

const builtIn = builtInProviders.map(({ host, label }) => ({ value: host, label }));

interface AudienceProps {
  readonly provider: string;
  readonly audience: string;
  onChange(audience: string): void;
  readonly fault: string | undefined;
}

/** Of the provider's own; typed where AWS keeps no list, or this session may not see it. */
function Audience({ provider, audience, onChange, fault }: AudienceProps): JSX.Element {
  const { data, isLoading } = useOidcProviderQuery(provider);
  const options = (data?.ClientIDList ?? []).map((id) => ({ value: id, label: id }));
  if (provider !== '' && !isLoading && options.length === 0) {
    return (
      <FormField label="Audience" description="Client ID of the application." errorText={fault}>
        <Input
          value={audience}
          spellcheck={false}
          onChange={({ detail }) => onChange(detail.value.trim())}
        />
      </FormField>
    );
  }
  return (
    <FormField label="Audience" description="Client ID of the application." errorText={fault}>
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === audience) ?? null}
        placeholder="Choose an audience"
        disabled={provider === ''}
        statusType={isLoading ? 'loading' : 'finished'}
        loadingText="Loading audiences"
        onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
      />
    </FormField>
  );
}

function GithubFields({
  github,
  onChange,
  fault,
}: {
  readonly github: Github;
  onChange(github: Github): void;
  readonly fault: string | undefined;
}): JSX.Element {
  const field = (part: keyof Github, label: string, errorText?: string) => (
    <FormField label={label} errorText={errorText}>
      <Input
        value={github[part]}
        spellcheck={false}
        onChange={({ detail }) => onChange({ ...github, [part]: detail.value.trim() })}
      />
    </FormField>
  );
  return (
    <ColumnLayout columns={3}>
      {field('organization', 'GitHub organization', fault)}
      {field('repository', 'GitHub repository - optional')}
      {field('branch', 'GitHub branch - optional')}
    </ColumnLayout>
  );
}

export function WebIdentityFields({ trust, onChange, fault }: TrustStepProps): JSX.Element {
  const { provider, audience, github } = trust;
  const query = useOidcProvidersQuery();
  const isAudienceMissing = provider !== '' && audience === '';
  return (
    <SpaceBetween size="m">
      <ProviderSelect
        query={query}
        builtIn={builtIn}
        provider={provider}
        fault={provider === '' ? fault : undefined}
        onChange={(chosen) =>
          onChange({ ...trust, provider: chosen, audience: '', github: noGithub })
        }
      />
      <Audience
        key={provider}
        provider={provider}
        audience={audience}
        fault={isAudienceMissing ? fault : undefined}
        onChange={(chosen) => onChange({ ...trust, audience: chosen })}
      />
      {isGithub(provider) && (
        <GithubFields
          github={github}
          fault={audience === '' ? undefined : fault}
          onChange={(entered) => onChange({ ...trust, github: entered })}
        />
      )}
    </SpaceBetween>
  );
}
