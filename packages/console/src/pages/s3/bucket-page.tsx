/** One bucket: its objects, properties and permissions, a tab each. */
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import Tabs from '@cloudscape-design/components/tabs';
import type { JSX } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useS3Paths } from '../../api/s3-client.ts';
import type { BucketTab } from '../../paths/s3-paths.ts';
import { ObjectsTab } from './objects-tab.tsx';
import { PermissionsTab } from './permissions-tab.tsx';
import { PropertiesTab } from './properties-tab.tsx';

export function BucketPage(): JSX.Element {
  const { bucket = '' } = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const paths = useS3Paths();
  const prefix = search.get('prefix') ?? '';
  const tab = search.get('tab') ?? 'objects';
  return (
    <ContentLayout header={<Header variant="h1">{bucket}</Header>}>
      <Tabs
        activeTabId={tab}
        onChange={({ detail }) =>
          void navigate(paths.bucket(bucket, { tab: detail.activeTabId as BucketTab }))
        }
        tabs={[
          {
            id: 'objects',
            label: 'Objects',
            content: <ObjectsTab key={`${bucket}/${prefix}`} bucket={bucket} prefix={prefix} />,
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
