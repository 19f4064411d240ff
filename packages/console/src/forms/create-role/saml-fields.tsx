/** Create role, trusted entity "SAML 2.0 federation": provider, kind of access, condition. */
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useSamlProvidersQuery } from '../../api/iam/identity-providers.ts';
import { samlAttributes } from './federation.ts';
import { ProviderSelect } from './provider-select.tsx';
import { samlSignIn } from './trust.ts';
import type { TrustStepProps } from './trust-step.tsx';

const attributes = samlAttributes.map((name) => ({ value: name, label: name }));

/** Both fields are the person's own only without the console: there AWS knows what to ask. */
function Condition({ trust, onChange, fault }: TrustStepProps): JSX.Element {
  const { allowsConsole, samlAttribute, samlValue } = trust;
  const attribute = allowsConsole ? 'SAML:aud' : samlAttribute;
  return (
    <SpaceBetween size="m">
      <FormField label="Attribute" description="What the assertion must say.">
        <Select
          options={attributes}
          selectedOption={attributes.find(({ value }) => value === attribute) ?? null}
          filteringType="auto"
          disabled={allowsConsole}
          onChange={({ detail }) =>
            onChange({ ...trust, samlAttribute: detail.selectedOption.value ?? '' })
          }
        />
      </FormField>
      <FormField label="Value" errorText={fault}>
        <Input
          value={allowsConsole ? samlSignIn : samlValue}
          readOnly={allowsConsole}
          spellcheck={false}
          onChange={({ detail }) => onChange({ ...trust, samlValue: detail.value })}
        />
      </FormField>
    </SpaceBetween>
  );
}

export function SamlTrustFields(props: TrustStepProps): JSX.Element {
  const { trust, onChange, fault } = props;
  const { samlProvider, allowsConsole } = trust;
  const query = useSamlProvidersQuery();
  return (
    <SpaceBetween size="m">
      <ProviderSelect
        query={query}
        provider={samlProvider}
        fault={samlProvider === '' ? fault : undefined}
        onChange={(chosen) => onChange({ ...trust, samlProvider: chosen })}
      />
      <FormField label="Access to be allowed">
        <RadioGroup
          value={allowsConsole ? 'console' : 'programmatic'}
          items={[
            { value: 'programmatic', label: 'Allow programmatic access only' },
            {
              value: 'console',
              label: 'Allow programmatic and AWS Management Console access',
            },
          ]}
          onChange={({ detail }) =>
            onChange({ ...trust, allowsConsole: detail.value === 'console' })
          }
        />
      </FormField>
      <Condition {...props} fault={samlProvider === '' ? undefined : fault} />
    </SpaceBetween>
  );
}
