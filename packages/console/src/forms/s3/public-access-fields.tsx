/** The four settings of Block Public Access. Page: S3 UG "Blocking public access". */
import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3';
import Checkbox from '@cloudscape-design/components/checkbox';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { JSX } from 'react';

const settings = [
  {
    name: 'BlockPublicAcls',
    label: 'Block public access granted through new access control lists',
    description: 'Requests that would set a public ACL are refused.',
  },
  {
    name: 'IgnorePublicAcls',
    label: 'Block public access granted through any access control lists',
    description: 'ACLs that grant public access count for nothing.',
  },
  {
    name: 'BlockPublicPolicy',
    label: 'Block public access granted through new bucket policies',
    description: 'Bucket policies that grant public access are refused.',
  },
  {
    name: 'RestrictPublicBuckets',
    label: 'Block public and cross-account access through any public bucket policy',
    description: 'While the policy is public, only the account itself has access.',
  },
] as const;

export const allBlocked: PublicAccessBlockConfiguration = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

export function isAllBlocked(value: PublicAccessBlockConfiguration): boolean {
  return settings.every(({ name }) => value[name] === true);
}

export function PublicAccessFields({
  value,
  onChange,
}: {
  readonly value: PublicAccessBlockConfiguration;
  onChange(value: PublicAccessBlockConfiguration): void;
}): JSX.Element {
  const all = isAllBlocked(value);
  return (
    <SpaceBetween size="s">
      <Checkbox
        checked={all}
        indeterminate={!all && settings.some(({ name }) => value[name] === true)}
        onChange={({ detail }) =>
          onChange(Object.fromEntries(settings.map(({ name }) => [name, detail.checked])))
        }
      >
        <b>Block all public access</b>
      </Checkbox>
      <div className="nested">
        <SpaceBetween size="s">
          {settings.map(({ name, label, description }) => (
            <Checkbox
              key={name}
              checked={value[name] === true}
              description={description}
              onChange={({ detail }) => onChange({ ...value, [name]: detail.checked })}
            >
              {label}
            </Checkbox>
          ))}
        </SpaceBetween>
      </div>
    </SpaceBetween>
  );
}

/** Each setting, on or off. */
export function PublicAccessList({
  value,
}: {
  readonly value: PublicAccessBlockConfiguration;
}): JSX.Element {
  return (
    <SpaceBetween size="xs">
      {settings.map(({ name, label }) => (
        <StatusIndicator key={name} type={value[name] === true ? 'success' : 'warning'}>
          {label}: {value[name] === true ? 'On' : 'Off'}
        </StatusIndicator>
      ))}
    </SpaceBetween>
  );
}
