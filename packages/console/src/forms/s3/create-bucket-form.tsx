/** The form behind Create bucket. */
import type { BucketLocationConstraint } from '@aws-sdk/client-s3';
import { CreateBucketCommand, PutPublicAccessBlockCommand } from '@aws-sdk/client-s3';
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useS3, useS3Paths } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import { useSessionId } from '../../api/session-context.ts';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { useNotify } from '../../ui/notifications.tsx';
import { FormPage } from '../form-page.tsx';
import { allBlocked, isAllBlocked, PublicAccessFields } from './public-access-fields.tsx';

const defaultRegion = 'us-east-1';
const namePattern = /^(?!xn--|sthree-|amzn-s3-demo-)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

function nameFault(name: string): string {
  if (name === '' || (namePattern.test(name) && !name.includes('..'))) return '';
  return 'A name has 3 to 63 lower-case letters, digits, dots and hyphens, and begins and ends with a letter or digit.';
}

function useCreate() {
  const s3 = useS3();
  const paths = useS3Paths();
  const notify = useNotify();
  const navigate = useNavigate();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  return useMutation({
    async mutationFn(fields: { name: string; region: string; access: typeof allBlocked }) {
      const { name, region, access } = fields;
      await s3.send(
        new CreateBucketCommand({
          Bucket: name,
          ...(region === defaultRegion
            ? {}
            : {
                CreateBucketConfiguration: {
                  LocationConstraint: region as BucketLocationConstraint,
                },
              }),
        }),
      );
      // New buckets have all four settings on; anything less is asked for.
      if (!isAllBlocked(access)) {
        await s3.send(
          new PutPublicAccessBlockCommand({
            Bucket: name,
            PublicAccessBlockConfiguration: access,
          }),
        );
      }
    },
    async onSuccess(_output, { name }) {
      await queryClient.invalidateQueries({ queryKey: s3Keys.buckets(sessionId) });
      notify({ type: 'success', content: `Bucket ${name} was created.` });
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

const ownership = 'Objects belong to the account of the bucket; access is given by policies alone.';

export function CreateBucketForm(): JSX.Element {
  const [name, setName] = useState('');
  const [region, setRegion] = useState(defaultRegion);
  const [access, setAccess] = useState(allBlocked);
  const { mutate, error, isPending } = useCreate();
  const paths = useS3Paths();
  const fault = nameFault(name);
  const submit = (): void => {
    if (name !== '' && fault === '') mutate({ name, region, access });
  };
  return (
    <FormPage
      action="Create bucket"
      error={error}
      errorHeader="Bucket not created"
      isRunning={isPending}
      cancelHref={paths.buckets()}
      onSubmit={submit}
    >
      <Container header={<Header variant="h2">General configuration</Header>}>
        <SpaceBetween size="l">
          <FormField
            label="Bucket name"
            constraintText="Unique across all accounts."
            errorText={fault}
          >
            <Input
              value={name}
              spellcheck={false}
              placeholder="my-bucket"
              onChange={({ detail }) => setName(detail.value)}
            />
          </FormField>
          <FormField label="Region" description="Requests must be signed for this region.">
            <Input value={region} onChange={({ detail }) => setRegion(detail.value)} />
          </FormField>
        </SpaceBetween>
      </Container>
      <Container
        header={
          <Header variant="h2" description={ownership}>
            Object ownership: ACLs disabled
          </Header>
        }
      />
      <AccessSection access={access} onChange={setAccess} />
      <AwsCommand command="s3api create-bucket" options={{ '--bucket': name }} />
    </FormPage>
  );
}
