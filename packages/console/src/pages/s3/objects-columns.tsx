/** Columns of a folder's list, with and without versions. */
import type { TableProps } from '@cloudscape-design/components/table';
import type { ObjectRow } from '../../api/s3/listing.ts';
import type { S3Paths } from '../../paths/s3-paths.ts';
import { sizeText } from '../../ui/size-text.ts';
import { TextLink } from '../../ui/text-link.tsx';
import { Moment } from '../../ui/time-text.tsx';

type Column = TableProps.ColumnDefinition<ObjectRow> & { readonly id: string };

const kinds = { folder: 'Folder', object: 'Object', 'delete-marker': 'Delete marker' } as const;

/** `jpg` of `photo.jpg`, as S3's console names the type. */
function typeText({ kind, name }: ObjectRow): string {
  const [, extension] = /[^./]\.([A-Za-z0-9]{1,12})$/.exec(name) ?? [];
  return kind === 'object' && extension !== undefined ? extension.toLowerCase() : kinds[kind];
}

function NameCell({ row, options }: { readonly row: ObjectRow; readonly options: ColumnsOptions }) {
  const { bucket, paths, hasVersions } = options;
  const { key, name, kind, versionId } = row;
  if (kind === 'delete-marker') return <span className="keys few">{name}</span>;
  const versions = hasVersions ? 'show' : undefined;
  const href =
    kind === 'folder'
      ? paths.bucket(bucket, { prefix: key, versions })
      : paths.object(bucket, key, { versionId });
  return (
    <span className="keys few">
      <TextLink href={href}>{name}</TextLink>
    </span>
  );
}

const versionColumn: Column = {
  id: 'version',
  header: 'Version ID',
  minWidth: 180,
  cell: ({ versionId = '-', isLatest = false }) => (
    <span className="keys">{isLatest ? `${versionId} (current)` : versionId}</span>
  ),
};

export interface ColumnsOptions {
  readonly bucket: string;
  readonly paths: S3Paths;
  readonly hasVersions: boolean;
}

export function objectColumns(options: ColumnsOptions): readonly Column[] {
  return [
    {
      id: 'name',
      header: 'Name',
      isRowHeader: true,
      // All of them are in sight in a window of 1280.
      minWidth: 200,
      width: 270,
      cell: (row) => <NameCell row={row} options={options} />,
    },
    { id: 'type', header: 'Type', cell: typeText, minWidth: 100, width: 120 },
    ...(options.hasVersions ? [versionColumn] : []),
    {
      id: 'modified',
      header: 'Last modified',
      minWidth: 200,
      cell: ({ modified }) => <Moment date={modified} />,
    },
    { id: 'size', header: 'Size', minWidth: 90, width: 110, cell: ({ size }) => sizeText(size) },
    {
      id: 'class',
      header: 'Storage class',
      minWidth: 130,
      width: 160,
      cell: ({ storageClass = '-' }) => storageClass,
    },
  ];
}
