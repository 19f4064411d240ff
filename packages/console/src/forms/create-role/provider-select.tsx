/** One of the identity providers that are there, and the way to add one. */
import FormField from '@cloudscape-design/components/form-field';
import type { SelectProps } from '@cloudscape-design/components/select';
import Select from '@cloudscape-design/components/select';
import type { UseQueryResult } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import type { ListedProvider } from '../../api/iam/identity-providers.ts';
import { errorText } from '../../api/errors.ts';
import { TextLink } from '../../ui/text-link.tsx';

export interface ProviderSelectProps {
  readonly query: UseQueryResult<readonly ListedProvider[]>;
  /** Beside those that the query finds. */
  readonly builtIn?: readonly SelectProps.Option[];
  readonly provider: string;
  onChange(provider: string): void;
  readonly fault: string | undefined;
}

/** What the list may not show, but was chosen by the address, is shown by its name. */
function optionsOf({ query, builtIn = [], provider }: ProviderSelectProps): SelectProps.Option[] {
  const found = (query.data ?? []).map(({ arn, name }) => ({ value: arn, label: name }));
  const all = [...found, ...builtIn];
  const isThere = provider === '' || all.some(({ value }) => value === provider);
  return isThere ? all : [{ value: provider, label: provider }, ...all];
}

export function ProviderSelect(props: ProviderSelectProps): JSX.Element {
  const { query, provider, onChange, fault } = props;
  const paths = useIamPaths();
  const options = optionsOf(props);
  const status = query.error === null ? (query.isPending ? 'loading' : 'finished') : 'error';
  return (
    <FormField
      label="Identity provider"
      errorText={fault}
      description={
        <>
          Of this account. <TextLink href={paths.addIdentityProvider()}>Add provider</TextLink>
        </>
      }
    >
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === provider) ?? null}
        placeholder="Choose a provider"
        filteringType="auto"
        statusType={status}
        loadingText="Loading providers"
        errorText={query.error === null ? '' : errorText(query.error).message}
        recoveryText="Try again"
        onLoadItems={() => undefined}
        empty="No providers"
        onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
      />
    </FormField>
  );
}
