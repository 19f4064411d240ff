/** The dialog that was asked for, over what was chosen: for the list, and for one object's page. */
import type { JSX } from 'react';
import type { ObjectRow } from '../../api/s3/listing.ts';
import { CopyObjectsDialog } from '../../forms/s3/copy-objects-dialog.tsx';
import { DeleteObjectsDialog } from '../../forms/s3/delete-objects-dialog.tsx';
import { PresignDialog } from '../../forms/s3/presign-dialog.tsx';
import { RenameObjectDialog } from '../../forms/s3/rename-object-dialog.tsx';
import { RestoreVersionDialog } from '../../forms/s3/restore-version-dialog.tsx';

export type ObjectDialogKind = 'delete' | 'copy' | 'move' | 'rename' | 'presign' | 'restore';

export type DialogRow = Pick<ObjectRow, 'key' | 'kind' | 'versionId' | 'isLatest'>;

export interface ObjectDialogProps {
  readonly kind: ObjectDialogKind;
  readonly bucket: string;
  readonly rows: readonly DialogRow[];
  /** Versions are shown, so they are what is meant. */
  readonly withVersions: boolean;
  onClose(): void;
  /** What was one object is gone, or elsewhere. */
  onGone?(newPlace?: { readonly bucket: string; readonly objectKey: string }): void;
}

export function ObjectDialog(props: ObjectDialogProps): JSX.Element | null {
  const { kind, bucket, rows, withVersions, onClose, onGone } = props;
  const [one] = rows;
  if (one === undefined) return null;
  const place = { bucket, objectKey: one.key, versionId: one.versionId };
  switch (kind) {
    case 'delete':
      return (
        <DeleteObjectsDialog
          bucket={bucket}
          rows={rows}
          withVersions={withVersions}
          onClose={onClose}
          onDeleted={() => onGone?.()}
        />
      );
    case 'copy':
    case 'move':
      return (
        <CopyObjectsDialog
          bucket={bucket}
          rows={rows}
          isMove={kind === 'move'}
          onClose={onClose}
          onDone={({ target, isMove }) => {
            const objectKey = target.prefix + (target.name ?? '');
            if (isMove) onGone?.({ bucket: target.bucket, objectKey });
          }}
        />
      );
    case 'rename':
      return (
        <RenameObjectDialog
          place={place}
          onClose={onClose}
          onRenamed={(objectKey) => onGone?.({ bucket, objectKey })}
        />
      );
    case 'presign':
      return <PresignDialog place={place} onClose={onClose} />;
    default:
      return <RestoreVersionDialog bucket={bucket} version={one} onClose={onClose} />;
  }
}
