/**
 * Object Ownership as S3's console asks for it: ACLs off or on, and then whose objects are. Page:
 * S3 UG "Controlling ownership of objects and disabling ACLs for your bucket".
 */
import type { ObjectOwnership } from '@aws-sdk/client-s3';
import Alert from '@cloudscape-design/components/alert';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';

export const ownerships: Readonly<Record<ObjectOwnership, { label: string; description: string }>> =
  {
    BucketOwnerEnforced: {
      label: 'ACLs disabled: bucket owner enforced (recommended)',
      description:
        'Every object belongs to the account of the bucket. Access is given by policies alone.',
    },
    BucketOwnerPreferred: {
      label: 'ACLs enabled: bucket owner preferred',
      description:
        'Objects written with the bucket-owner-full-control ACL belong to the bucket owner, others to their writer.',
    },
    ObjectWriter: {
      label: 'ACLs enabled: object writer',
      description: 'Objects belong to the account that writes them.',
    },
  };

const values: readonly ObjectOwnership[] = [
  'BucketOwnerEnforced',
  'BucketOwnerPreferred',
  'ObjectWriter',
];

export function OwnershipFields({
  value,
  onChange,
}: {
  readonly value: ObjectOwnership;
  onChange(value: ObjectOwnership): void;
}): JSX.Element {
  return (
    <SpaceBetween size="m">
      <RadioGroup
        ariaLabel="Object Ownership"
        value={value}
        items={values.map((one) => ({ value: one, ...ownerships[one] }))}
        onChange={({ detail }) => onChange(detail.value as ObjectOwnership)}
      />
      {value !== 'BucketOwnerEnforced' && (
        <Alert type="warning">
          We recommend disabling ACLs, unless you need to control access for each object
          individually or to have the object writer own the data they upload. Using a bucket policy
          instead of ACLs to share data with users outside of your account simplifies permissions
          management and auditing.
        </Alert>
      )}
    </SpaceBetween>
  );
}
