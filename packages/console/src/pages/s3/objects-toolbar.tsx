/** What can be done with the chosen objects of a list, and with its folder. */
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import type { JSX } from 'react';
import { useNavigate } from 'react-router';
import { useS3Paths } from '../../api/s3-client.ts';
import type { ObjectRow } from '../../api/s3/listing.ts';
import { restoreAction } from '../../forms/s3/restore-version-dialog.tsx';
import type { ObjectDialogKind } from './object-dialogs.tsx';
import type { DownloadOrOpen } from './use-download.ts';

export interface ObjectsToolbarProps {
  readonly bucket: string;
  readonly prefix: string;
  readonly chosen: readonly ObjectRow[];
  readonly isFetching: boolean;
  readonly download: DownloadOrOpen;
  onRefresh(): void;
  onDialog(dialog: ObjectDialogKind | 'folder'): void;
}

/** Why an action cannot be had, said beside it; `''` when it can. */
function faultOf(action: ObjectDialogKind, chosen: readonly ObjectRow[]): string {
  const [one] = chosen;
  if (one === undefined) return 'Choose objects first.';
  const hasMarkers = chosen.some(({ kind }) => kind === 'delete-marker');
  if (action === 'restore') {
    if (chosen.length > 1) return 'Choose one version.';
    return restoreAction(one) === undefined ? 'Choose an older version, or a delete marker.' : '';
  }
  if (hasMarkers) return 'A delete marker has no content.';
  const hasOldVersions = chosen.some(({ isLatest }) => isLatest === false);
  if (action === 'move' && hasOldVersions) return 'Older versions are copied or restored.';
  if (action === 'copy' || action === 'move') return '';
  if (chosen.length > 1 || one.kind === 'folder') return 'Choose one object.';
  return action === 'rename' && hasOldVersions ? 'Older versions are copied or restored.' : '';
}

const actions: readonly { readonly id: ObjectDialogKind; readonly text: string }[] = [
  { id: 'presign', text: 'Share with a presigned URL' },
  { id: 'copy', text: 'Copy' },
  { id: 'move', text: 'Move' },
  { id: 'rename', text: 'Rename object' },
];

const restore = { id: 'restore', text: 'Restore or undelete' } as const;

function Actions({ chosen, onDialog }: ObjectsToolbarProps): JSX.Element {
  const hasVersions = chosen.some(({ versionId }) => versionId !== undefined);
  const items = [...actions, ...(hasVersions ? [restore] : [])];
  return (
    <ButtonDropdown
      expandToViewport
      items={items.map(({ id, text }) => {
        const fault = faultOf(id, chosen);
        return { id, text, disabled: fault !== '', disabledReason: fault };
      })}
      onItemClick={({ detail }) => onDialog(detail.id as ObjectDialogKind)}
    >
      Actions
    </ButtonDropdown>
  );
}

export function ObjectsToolbar(props: ObjectsToolbarProps): JSX.Element {
  const { bucket, prefix, chosen, isFetching, download, onRefresh, onDialog } = props;
  const navigate = useNavigate();
  const paths = useS3Paths();
  const [one] = chosen;
  const object = chosen.length === 1 && one?.kind === 'object' ? one : undefined;
  return (
    <div className="actions">
      <Button iconName="refresh" ariaLabel="Refresh" loading={isFetching} onClick={onRefresh} />
      {one !== undefined && chosen.length === 1 && (
        <CopyToClipboard
          textToCopy={`s3://${bucket}/${one.key}`}
          copyButtonText="Copy S3 URI"
          copySuccessText="S3 URI copied"
          copyErrorText="The S3 URI could not be copied"
        />
      )}
      <Button
        iconName="download"
        disabled={object === undefined}
        loading={download.isPending}
        onClick={() => {
          if (object === undefined) return;
          const { key: objectKey, versionId } = object;
          download.mutate({ bucket, objectKey, versionId });
        }}
      >
        Download
      </Button>
      <Button disabled={one === undefined} onClick={() => onDialog('delete')}>
        Delete
      </Button>
      <Actions {...props} />
      <Button onClick={() => onDialog('folder')}>Create folder</Button>
      <Button variant="primary" onClick={() => void navigate(paths.upload(bucket, prefix))}>
        Upload
      </Button>
    </div>
  );
}
