/** Step 1 of Create role: the trusted entity. */
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tiles from '@cloudscape-design/components/tiles';
import type { JSX } from 'react';
import { useState } from 'react';
import { useSession } from '../../api/session-context.ts';
import { PolicyEditor } from '../../editor/policy-editor.tsx';
import { SamlTrustFields } from './saml-fields.tsx';
import type { Trust, TrustKind } from './trust.ts';
import { trustPolicy } from './trust.ts';
import { WebIdentityFields } from './web-identity-fields.tsx';

const kinds: readonly { value: TrustKind; label: string; description: string }[] = [
  {
    value: 'service',
    label: 'AWS service',
    description: 'Allow services such as EC2 or Lambda to act in this account.',
  },
  {
    value: 'account',
    label: 'AWS account',
    description: 'Allow entities in this or another account to act in this account.',
  },
  {
    value: 'web-identity',
    label: 'Web identity',
    description: 'Allow users of an external web identity provider to assume this role.',
  },
  {
    value: 'saml',
    label: 'SAML 2.0 federation',
    description: 'Allow users of a corporate directory to act in this account.',
  },
  {
    value: 'custom',
    label: 'Custom trust policy',
    description: 'Write the trust policy yourself.',
  },
];

const serviceNames = ['ec2', 'lambda', 'ecs-tasks', 'codebuild', 'events', 's3', 'states', 'sns'];
const serviceOptions = serviceNames.map((name) => ({
  value: `${name}.amazonaws.com`,
  label: `${name}.amazonaws.com`,
}));

export interface TrustStepProps {
  readonly trust: Trust;
  onChange(trust: Trust): void;
  /** Shown once the person tried to go on. */
  readonly fault: string | undefined;
}

function AccountFields({ trust, onChange, fault }: TrustStepProps): JSX.Element {
  const { accountId } = useSession();
  const [usesExternalId, setUsesExternalId] = useState(trust.externalId !== '');
  return (
    <SpaceBetween size="m">
      <RadioGroup
        ariaLabel="An AWS account"
        value={trust.isOtherAccount ? 'other' : 'this'}
        onChange={({ detail }) => onChange({ ...trust, isOtherAccount: detail.value === 'other' })}
        items={[
          { value: 'this', label: `This account (${accountId})` },
          { value: 'other', label: 'Another AWS account' },
        ]}
      />
      {trust.isOtherAccount && (
        <FormField
          label="Account ID"
          description="Identifier of the account that can use this role."
          errorText={fault}
        >
          <Input
            value={trust.accountId}
            inputMode="numeric"
            spellcheck={false}
            onChange={({ detail }) => onChange({ ...trust, accountId: detail.value.trim() })}
          />
        </FormField>
      )}
      <Checkbox
        checked={usesExternalId}
        description="Best practice when a third party will assume this role. The console cannot supply it."
        onChange={({ detail }) => {
          setUsesExternalId(detail.checked);
          if (!detail.checked) onChange({ ...trust, externalId: '' });
        }}
      >
        Require external ID
      </Checkbox>
      {usesExternalId && (
        <FormField label="External ID">
          <Input
            value={trust.externalId}
            onChange={({ detail }) => onChange({ ...trust, externalId: detail.value })}
          />
        </FormField>
      )}
      <Checkbox
        checked={trust.requiresMfa}
        description="Only sessions of users who showed an MFA code can assume this role."
        onChange={({ detail }) => onChange({ ...trust, requiresMfa: detail.checked })}
      >
        Require MFA
      </Checkbox>
    </SpaceBetween>
  );
}

function Details(props: TrustStepProps): JSX.Element {
  const { trust, onChange, fault } = props;
  switch (trust.kind) {
    case 'service':
      return (
        <FormField label="Service">
          <Select
            options={serviceOptions}
            selectedOption={serviceOptions.find(({ value }) => value === trust.service) ?? null}
            filteringType="auto"
            onChange={({ detail }) =>
              onChange({ ...trust, service: detail.selectedOption.value ?? '' })
            }
          />
        </FormField>
      );
    case 'account':
      return <AccountFields {...props} />;
    case 'custom':
      return (
        <FormField errorText={fault} stretch>
          <PolicyEditor
            value={trust.custom}
            use="trust"
            label="Custom trust policy"
            onChange={(custom) => onChange({ ...trust, custom })}
          />
        </FormField>
      );
    case 'web-identity':
      return <WebIdentityFields {...props} />;
    default:
      return <SamlTrustFields {...props} />;
  }
}

export function TrustStep(props: TrustStepProps): JSX.Element {
  const { trust, onChange } = props;
  const { accountId } = useSession();
  const choose = (kind: TrustKind): void => {
    // Whoever goes on by hand begins with what was chosen so far.
    const custom = kind === 'custom' ? trustPolicy(trust, accountId) : trust.custom;
    onChange({ ...trust, kind, custom });
  };
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">Trusted entity type</Header>}>
        <Tiles
          ariaLabel="Trusted entity type"
          columns={3}
          value={trust.kind}
          items={[...kinds]}
          onChange={({ detail }) => choose(detail.value as TrustKind)}
        />
      </Container>
      <Container
        header={
          <Header variant="h2">{kinds.find(({ value }) => value === trust.kind)?.label}</Header>
        }
      >
        <Details {...props} />
      </Container>
    </SpaceBetween>
  );
}
