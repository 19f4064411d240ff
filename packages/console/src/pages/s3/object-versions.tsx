/** The versions of one object: opened, downloaded, restored, deleted for good. */
import Button from '@cloudscape-design/components/button';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import { useS3, useS3Paths } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import type { ObjectRow } from '../../api/s3/listing.ts';
import { versionsOf } from '../../api/s3/listing.ts';
import type { ObjectPlace } from '../../api/s3/object-place.ts';
import { useSessionId } from '../../api/session-context.ts';
import { restoreAction } from '../../forms/s3/restore-version-dialog.tsx';
import type { S3Paths } from '../../paths/s3-paths.ts';
import type { Column } from '../../tables/resource-table.tsx';
import { ResourceTable } from '../../tables/resource-table.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { sizeText } from '../../ui/size-text.ts';
import { TextLink } from '../../ui/text-link.tsx';
import { Moment } from '../../ui/time-text.tsx';
import { ObjectDialog } from './object-dialogs.tsx';
import { useDownload } from './use-download.ts';

const columnsOf = (bucket: string, paths: S3Paths): readonly Column<ObjectRow>[] => [
  {
    id: 'version',
    header: 'Version ID',
    isRowHeader: true,
    minWidth: 190,
    cell: ({ key, kind, versionId = '-' }) => (
      <span className="keys">
        {kind === 'object' ? (
          <TextLink href={paths.object(bucket, key, { versionId })}>{versionId}</TextLink>
        ) : (
          versionId
        )}
      </span>
    ),
  },
  {
    id: 'type',
    header: 'Type',
    minWidth: 170,
    cell: ({ kind, isLatest }) => {
      const text = kind === 'delete-marker' ? 'Delete marker' : 'Version';
      return isLatest === true ? `${text} (current)` : text;
    },
  },
  {
    id: 'modified',
    header: 'Last modified',
    minWidth: 200,
    cell: (row) => <Moment date={row.modified} />,
  },
  { id: 'size', header: 'Size', cell: ({ size }) => sizeText(size) },
  { id: 'class', header: 'Storage class', cell: ({ storageClass = '-' }) => storageClass },
];

function Actions({
  bucket,
  chosen,
  onDialog,
}: {
  readonly bucket: string;
  readonly chosen: readonly ObjectRow[];
  onDialog(kind: 'restore' | 'delete', rows: readonly ObjectRow[]): void;
}): JSX.Element {
  const download = useDownload();
  const [one] = chosen.length === 1 ? chosen : [];
  const action = one === undefined ? undefined : restoreAction(one);
  return (
    <>
      {download.error !== null && <ErrorAlert error={download.error} header="Not downloaded" />}
      <Button
        iconName="download"
        disabled={one?.kind !== 'object'}
        loading={download.isPending}
        onClick={() => {
          if (one === undefined) return;
          download.mutate({ bucket, objectKey: one.key, versionId: one.versionId });
        }}
      >
        Download
      </Button>
      <Button disabled={action === undefined} onClick={() => onDialog('restore', chosen)}>
        {action === 'undelete' ? 'Undelete' : 'Restore'}
      </Button>
      <Button disabled={chosen.length === 0} onClick={() => onDialog('delete', chosen)}>
        Delete
      </Button>
    </>
  );
}

export function ObjectVersions({ place }: { readonly place: ObjectPlace }): JSX.Element {
  const { bucket, objectKey } = place;
  const s3 = useS3();
  const paths = useS3Paths();
  const [dialog, setDialog] = useState<{
    readonly kind: 'restore' | 'delete';
    readonly rows: readonly ObjectRow[];
  }>();
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: [...s3Keys.objects(useSessionId(), bucket), 'versions', objectKey],
    queryFn: ({ signal }) => versionsOf(s3, { bucket, objectKey }, signal),
  });
  return (
    <>
      <ResourceTable
        id="s3-versions"
        title="Versions"
        noun={['version', 'versions']}
        variant="container"
        columns={columnsOf(bucket, paths)}
        items={data}
        error={error}
        isFetching={isFetching}
        onRefresh={() => void refetch()}
        keyOf={({ versionId = '' }) => versionId}
        searchText={({ versionId = '' }) => versionId}
        selectionType="multi"
        actions={(chosen) => (
          <Actions
            bucket={bucket}
            chosen={chosen}
            onDialog={(kind, rows) => setDialog({ kind, rows })}
          />
        )}
      />
      <AwsCommand
        command="s3api list-object-versions"
        options={{ '--bucket': bucket, '--prefix': objectKey }}
      />
      {dialog !== undefined && (
        <ObjectDialog
          kind={dialog.kind}
          bucket={bucket}
          rows={dialog.rows}
          withVersions
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  );
}
