/** One object, or one of its versions: properties, permissions and versions, a tab each. */
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useS3Paths } from '../../api/s3-client.ts';
import type { ObjectPlace } from '../../api/s3/object-place.ts';
import { folderOf, nameOf } from '../../api/s3/object-place.ts';
import type { ObjectTab } from '../../paths/s3-paths.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import type { ObjectDialogKind } from './object-dialogs.tsx';
import { ObjectDialog } from './object-dialogs.tsx';
import { ObjectPermissions } from './object-permissions.tsx';
import { ObjectProperties } from './object-properties.tsx';
import { ObjectVersions } from './object-versions.tsx';
import { useDownload, useOpen } from './use-download.ts';

interface ActionsProps {
  readonly place: ObjectPlace;
  readonly download: ReturnType<typeof useDownload>;
  readonly open: ReturnType<typeof useOpen>;
}

function Actions({ place, download, open }: ActionsProps): JSX.Element {
  const [dialog, setDialog] = useState<ObjectDialogKind>();
  const navigate = useNavigate();
  const paths = useS3Paths();
  const { bucket, objectKey, versionId } = place;
  const isVersion = versionId !== undefined;
  return (
    <div className="actions">
      <Button
        iconName="download"
        loading={download.isPending}
        onClick={() => download.mutate(place)}
      >
        Download
      </Button>
      <Button iconName="external" iconAlign="right" onClick={() => open.mutate(place)}>
        Open
      </Button>
      <Button onClick={() => setDialog('delete')}>Delete</Button>
      <ButtonDropdown
        items={[
          { id: 'presign', text: 'Share with a presigned URL' },
          { id: 'copy', text: 'Copy' },
          ...(isVersion
            ? []
            : [
                { id: 'move', text: 'Move' },
                { id: 'rename', text: 'Rename object' },
              ]),
        ]}
        onItemClick={({ detail }) => setDialog(detail.id as ObjectDialogKind)}
      >
        Object actions
      </ButtonDropdown>
      {dialog !== undefined && (
        <ObjectDialog
          kind={dialog}
          bucket={bucket}
          rows={[{ key: objectKey, kind: 'object', versionId }]}
          withVersions={isVersion}
          onClose={() => setDialog(undefined)}
          onGone={(to) => {
            const folder = paths.bucket(bucket, { prefix: folderOf(objectKey) });
            void navigate(to === undefined ? folder : paths.object(to.bucket, to.objectKey));
          }}
        />
      )}
    </div>
  );
}

function useAddress() {
  const { bucket = '' } = useParams();
  const [search] = useSearchParams();
  const objectKey = search.get('key') ?? '';
  const versionId = search.get('versionId') ?? undefined;
  const tab = (search.get('tab') ?? 'properties') as ObjectTab;
  return { place: { bucket, objectKey, versionId }, tab };
}

export function ObjectPage(): JSX.Element {
  const { place, tab } = useAddress();
  const { bucket, objectKey, versionId } = place;
  const download = useDownload();
  const open = useOpen();
  const navigate = useNavigate();
  const paths = useS3Paths();
  const failure = download.error ?? open.error;
  const id = `${objectKey} ${versionId}`;
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description={versionId === undefined ? undefined : `Version ${versionId}`}
          actions={<Actions key={id} place={place} download={download} open={open} />}
        >
          <span className="keys few">{nameOf(objectKey)}</span>
        </Header>
      }
    >
      <SpaceBetween size="l">
        {failure !== null && <ErrorAlert error={failure} header="No link could be made" />}
        <Tabs
          activeTabId={tab}
          onChange={({ detail }) =>
            void navigate(
              paths.object(bucket, objectKey, { tab: detail.activeTabId as ObjectTab, versionId }),
            )
          }
          tabs={[
            {
              id: 'properties',
              label: 'Properties',
              content: <ObjectProperties key={id} place={place} />,
            },
            {
              id: 'permissions',
              label: 'Permissions',
              content: <ObjectPermissions key={id} place={place} />,
            },
            {
              id: 'versions',
              label: 'Versions',
              content: <ObjectVersions key={objectKey} place={place} />,
            },
          ]}
        />
      </SpaceBetween>
    </ContentLayout>
  );
}
