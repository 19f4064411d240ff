/** Create bucket: name, region, ownership, Block Public Access, tags. */
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import type { JSX } from 'react';
import { CreateBucketForm } from '../../forms/s3/create-bucket-form.tsx';

export function CreateBucketPage(): JSX.Element {
  return (
    <ContentLayout
      header={
        <Header variant="h1" description="Buckets are containers for the objects stored in S3.">
          Create bucket
        </Header>
      }
    >
      <CreateBucketForm />
    </ContentLayout>
  );
}
