/** An ARN from its parts: a field for each, and what comes out of them. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import type { CatalogueResourceType } from '../../api/catalogue-format.ts';
import { useSession } from '../../api/session-context.ts';
import { arnFields, fieldLabel, fillArn } from '../arn-template.ts';

interface ArnFieldsProps {
  readonly type: CatalogueResourceType;
  /** The bucket that a bucket policy is about. */
  readonly bucketArn: string | undefined;
  onAdd(arn: string): void;
}

function ArnFields({ type, bucketArn, onAdd }: ArnFieldsProps): JSX.Element {
  const { accountId } = useSession();
  const bucket = bucketArn?.slice(bucketArn.lastIndexOf(':') + 1) ?? '';
  const fields = arnFields(type.arn, { Account: accountId, BucketName: bucket });
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const values = Object.fromEntries(
    fields.map(({ name, initial }) => [name, typed[name] ?? initial]),
  );
  const arn = fillArn(type.arn, values);
  return (
    <SpaceBetween size="s">
      <ColumnLayout columns={Math.min(Math.max(fields.length, 1), 3)}>
        {fields.map(({ name }) => (
          <FormField key={name} label={fieldLabel(name)}>
            <Input
              value={values[name] ?? ''}
              placeholder="Any"
              spellcheck={false}
              onChange={({ detail }) => setTyped({ ...typed, [name]: detail.value })}
              onKeyDown={(event) => {
                if (event.detail.key !== 'Enter') return;
                event.preventDefault();
                onAdd(arn);
              }}
            />
          </FormField>
        ))}
      </ColumnLayout>
      <Box>
        <Box variant="code">{arn}</Box>
      </Box>
      <Button
        formAction="none"
        onClick={() => {
          onAdd(arn);
          setTyped({});
        }}
      >
        Add ARN
      </Button>
    </SpaceBetween>
  );
}

export function ArnBuilder({
  types,
  bucketArn,
  onAdd,
}: Omit<ArnFieldsProps, 'type'> & {
  readonly types: readonly CatalogueResourceType[];
}): JSX.Element {
  const [chosen, choose] = useState('');
  const type = types.find(({ name }) => name === chosen) ?? types[0];
  const options = types.map(({ name, arn }) => ({ value: name, label: name, description: arn }));
  return (
    <ExpandableSection headerText="Build an ARN" defaultExpanded>
      <SpaceBetween size="s">
        <FormField label="Resource type" description="Of the actions selected.">
          <Select
            filteringType="auto"
            options={options}
            selectedOption={options.find(({ value }) => value === type?.name) ?? null}
            onChange={({ detail }) => choose(detail.selectedOption.value ?? '')}
          />
        </FormField>
        {type !== undefined && (
          <ArnFields key={type.name} type={type} bucketArn={bucketArn} onAdd={onAdd} />
        )}
      </SpaceBetween>
    </ExpandableSection>
  );
}
