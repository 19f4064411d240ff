/** One bucket: its objects, properties and permissions, a tab each. */
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import Tabs from '@cloudscape-design/components/tabs';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useS3Paths } from '../../api/s3-client.ts';
import { DeleteBucketDialog } from '../../forms/s3/delete-bucket-dialog.tsx';
import { EmptyBucketDialog } from '../../forms/s3/empty-bucket-dialog.tsx';
import type { BucketTab } from '../../paths/s3-paths.ts';
import { ObjectsTab } from './objects-tab.tsx';
import { PermissionsTab } from './permissions-tab.tsx';
import { PropertiesTab } from './properties-tab.tsx';

function Actions({ bucket }: { readonly bucket: string }): JSX.Element {
  const [dialog, setDialog] = useState<'empty' | 'delete'>();
  const close = (): void => setDialog(undefined);
  return (
    <div className="actions">
      <Button onClick={() => setDialog('empty')}>Empty</Button>
      <Button onClick={() => setDialog('delete')}>Delete bucket</Button>
      {dialog === 'empty' && <EmptyBucketDialog bucket={bucket} onClose={close} />}
      {dialog === 'delete' && <DeleteBucketDialog bucket={bucket} onClose={close} />}
    </div>
  );
}

export function BucketPage(): JSX.Element {
  const { bucket = '' } = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const paths = useS3Paths();
  const folder = {
    bucket,
    prefix: search.get('prefix') ?? '',
    hasVersions: search.get('versions') === 'show',
  };
  const tab = search.get('tab') ?? 'objects';
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={<Actions bucket={bucket} />}>
          {bucket}
        </Header>
      }
    >
      <Tabs
        activeTabId={tab}
        onChange={({ detail }) =>
          void navigate(paths.bucket(bucket, { tab: detail.activeTabId as BucketTab }))
        }
        tabs={[
          {
            id: 'objects',
            label: 'Objects',
            content: <ObjectsTab key={`${bucket}/${folder.prefix}`} {...folder} />,
          },
          {
            id: 'properties',
            label: 'Properties',
            content: <PropertiesTab bucket={bucket} />,
          },
          {
            id: 'permissions',
            label: 'Permissions',
            content: <PermissionsTab bucket={bucket} />,
          },
        ]}
      />
    </ContentLayout>
  );
}
