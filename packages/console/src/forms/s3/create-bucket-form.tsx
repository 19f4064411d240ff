/** The form behind Create bucket. */
import type {
  BucketLocationConstraint,
  CreateBucketConfiguration,
  ObjectOwnership,
  S3Client,
  Tag,
} from '@aws-sdk/client-s3';
import {
  CreateBucketCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { errorText } from '../../api/errors.ts';
import { useS3, useS3Paths } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import { useSessionId } from '../../api/session-context.ts';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { useNotify } from '../../ui/notifications.tsx';
import { FormPage } from '../form-page.tsx';
import { OwnershipFields } from './ownership-fields.tsx';
import { allBlocked, isAllBlocked, PublicAccessFields } from './public-access-fields.tsx';
import { TagsFields } from './tags-fields.tsx';

const defaultRegion = 'us-east-1';
const namePattern = /^(?!xn--|sthree-|amzn-s3-demo-)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

function nameFault(name: string): string {
  if (name === '' || (namePattern.test(name) && !name.includes('..'))) return '';
  return 'A name has 3 to 63 lower-case letters, digits, dots and hyphens, and begins and ends with a letter or digit.';
}

interface NewBucket {
  readonly name: string;
  readonly region: string;
  readonly ownership: ObjectOwnership;
  readonly access: typeof allBlocked;
  readonly isVersioned: boolean;
  readonly tags: readonly Tag[];
}

const firstFields: NewBucket = {
  name: '',
  region: defaultRegion,
  ownership: 'BucketOwnerEnforced',
  access: allBlocked,
  isVersioned: false,
  tags: [],
};

function configurationOf({ region, tags }: NewBucket): CreateBucketConfiguration | undefined {
  const LocationConstraint = region as BucketLocationConstraint;
  const configuration = {
    ...(region === defaultRegion ? {} : { LocationConstraint }),
    ...(tags.length === 0 ? {} : { Tags: [...tags] }),
  };
  return Object.keys(configuration).length === 0 ? undefined : configuration;
}

/** What CreateBucket cannot be told, asked for afterwards. */
async function configure(s3: S3Client, fields: NewBucket): Promise<void> {
  const { name: Bucket, access, isVersioned } = fields;
  // New buckets have all four settings on; anything less is asked for.
  if (!isAllBlocked(access)) {
    const PublicAccessBlockConfiguration = access;
    await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
  }
  if (isVersioned) {
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  }
}

function useCreate() {
  const s3 = useS3();
  const paths = useS3Paths();
  const notify = useNotify();
  const navigate = useNavigate();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  return useMutation({
    async mutationFn(fields: NewBucket) {
      const CreateBucketConfiguration = configurationOf(fields);
      await s3.send(
        new CreateBucketCommand({
          Bucket: fields.name,
          ObjectOwnership: fields.ownership,
          ...(CreateBucketConfiguration === undefined ? {} : { CreateBucketConfiguration }),
        }),
      );
      try {
        await configure(s3, fields);
        return undefined;
      } catch (error) {
        // The bucket is there, so its page is where to go on.
        return { error };
      }
    },
    async onSuccess(failure, { name }) {
      await queryClient.invalidateQueries({ queryKey: s3Keys.buckets(sessionId) });
      notify({ type: 'success', content: `Bucket ${name} was created.` });
      if (failure !== undefined) {
        const header = `Not all settings of ${name} were made`;
        notify({ type: 'error', header, content: errorText(failure.error).message });
      }
      void navigate(paths.bucket(name));
    },
  });
}

function AccessSection({
  access,
  onChange,
}: {
  readonly access: typeof allBlocked;
  onChange(access: typeof allBlocked): void;
}): JSX.Element {
  return (
    <Container header={<Header variant="h2">Block Public Access settings for this bucket</Header>}>
      <SpaceBetween size="m">
        <PublicAccessFields value={access} onChange={onChange} />
        {!isAllBlocked(access) && (
          <Alert type="warning">
            Without all four settings the bucket, or objects in it, can become public.
          </Alert>
        )}
      </SpaceBetween>
    </Container>
  );
}

interface SectionProps {
  readonly fields: NewBucket;
  onChange(part: Partial<NewBucket>): void;
}

function GeneralSection({ fields, onChange }: SectionProps): JSX.Element {
  return (
    <Container header={<Header variant="h2">General configuration</Header>}>
      <SpaceBetween size="l">
        <FormField
          label="Bucket name"
          constraintText="Unique across all accounts."
          errorText={nameFault(fields.name)}
        >
          <Input
            value={fields.name}
            spellcheck={false}
            placeholder="my-bucket"
            onChange={({ detail }) => onChange({ name: detail.value })}
          />
        </FormField>
        <FormField
          label="AWS Region"
          description="Clients sign requests about the bucket for this region."
        >
          <Input
            value={fields.region}
            spellcheck={false}
            onChange={({ detail }) => onChange({ region: detail.value.trim() })}
          />
        </FormField>
      </SpaceBetween>
    </Container>
  );
}

function VersioningSection({ fields, onChange }: SectionProps): JSX.Element {
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Keeps every version of every object, to be restored after overwriting and deleting."
        >
          Bucket Versioning
        </Header>
      }
    >
      <RadioGroup
        ariaLabel="Bucket Versioning"
        value={fields.isVersioned ? 'Enabled' : 'Disabled'}
        items={[
          { value: 'Disabled', label: 'Disable' },
          { value: 'Enabled', label: 'Enable' },
        ]}
        onChange={({ detail }) => onChange({ isVersioned: detail.value === 'Enabled' })}
      />
    </Container>
  );
}

function Command({ fields }: Pick<SectionProps, 'fields'>): JSX.Element {
  const { name, region, ownership } = fields;
  return (
    <AwsCommand
      command="s3api create-bucket"
      options={{
        '--bucket': name,
        '--create-bucket-configuration':
          region === defaultRegion ? '' : `LocationConstraint=${region}`,
        '--object-ownership': ownership === 'BucketOwnerEnforced' ? '' : ownership,
      }}
    />
  );
}

export function CreateBucketForm(): JSX.Element {
  const [fields, setFields] = useState(firstFields);
  const { mutate, error, isPending } = useCreate();
  const paths = useS3Paths();
  const onChange = (part: Partial<NewBucket>): void => setFields({ ...fields, ...part });
  const { name } = fields;
  return (
    <FormPage
      action="Create bucket"
      error={error}
      errorHeader="Bucket not created"
      isRunning={isPending}
      cancelHref={paths.buckets()}
      onSubmit={() => {
        if (name !== '' && nameFault(name) === '') mutate(fields);
      }}
    >
      <GeneralSection fields={fields} onChange={onChange} />
      <Container header={<Header variant="h2">Object Ownership</Header>}>
        <OwnershipFields
          value={fields.ownership}
          onChange={(ownership) => onChange({ ownership })}
        />
      </Container>
      <AccessSection access={fields.access} onChange={(access) => onChange({ access })} />
      <VersioningSection fields={fields} onChange={onChange} />
      <Container header={<Header variant="h2">Tags</Header>}>
        <TagsFields tags={fields.tags} tagsMax={50} onChange={(tags) => onChange({ tags })} />
      </Container>
      <Command fields={fields} />
    </FormPage>
  );
}
