/** The account's buckets. */
import type { Bucket } from '@aws-sdk/client-s3';
import Button from '@cloudscape-design/components/button';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useS3Paths } from '../../api/s3-client.ts';
import { useBucketsQuery } from '../../api/s3-queries.ts';
import { DeleteBucketDialog } from '../../forms/s3/delete-bucket-dialog.tsx';
import { EmptyBucketDialog } from '../../forms/s3/empty-bucket-dialog.tsx';
import type { S3Paths } from '../../paths/s3-paths.ts';
import type { Column } from '../../tables/resource-table.tsx';
import { ResourceTable } from '../../tables/resource-table.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Moment } from '../../ui/time-text.tsx';

const columns = (paths: S3Paths): readonly Column<Bucket>[] => [
  {
    id: 'name',
    header: 'Name',
    sortingField: 'Name',
    isRowHeader: true,
    cell: ({ Name = '' }) => <TextLink href={paths.bucket(Name)}>{Name}</TextLink>,
  },
  {
    id: 'region',
    header: 'Region',
    sortingField: 'BucketRegion',
    cell: ({ BucketRegion }) => BucketRegion ?? '-',
  },
  {
    id: 'created',
    header: 'Creation date',
    sortingField: 'CreationDate',
    cell: ({ CreationDate }) => <Moment date={CreationDate} />,
  },
];

type Dialog = { readonly kind: 'delete' | 'empty'; readonly bucket: string };

export function BucketsPage(): JSX.Element {
  const { data, error, isFetching, refetch } = useBucketsQuery();
  const [dialog, setDialog] = useState<Dialog>();
  const paths = useS3Paths();
  const navigate = useNavigate();
  const create = (
    <Button variant="primary" onClick={() => void navigate(paths.createBucket())}>
      Create bucket
    </Button>
  );
  const close = (): void => setDialog(undefined);
  return (
    <>
      <ResourceTable
        id="s3-buckets"
        title="Buckets"
        noun={['bucket', 'buckets']}
        description="Buckets are containers for objects. Names are unique across all accounts."
        columns={columns(paths)}
        items={data}
        error={error}
        isFetching={isFetching}
        onRefresh={() => void refetch()}
        keyOf={({ Name = '' }) => Name}
        selectionType="single"
        emptyAction={create}
        actions={([chosen]) => (
          <>
            <Button
              disabled={chosen === undefined}
              onClick={() => setDialog({ kind: 'empty', bucket: chosen?.Name ?? '' })}
            >
              Empty
            </Button>
            <Button
              disabled={chosen === undefined}
              onClick={() => setDialog({ kind: 'delete', bucket: chosen?.Name ?? '' })}
            >
              Delete
            </Button>
            {create}
          </>
        )}
      />
      <AwsCommand command="s3api list-buckets" />
      {dialog?.kind === 'delete' && <DeleteBucketDialog bucket={dialog.bucket} onClose={close} />}
      {dialog?.kind === 'empty' && <EmptyBucketDialog bucket={dialog.bucket} onClose={close} />}
    </>
  );
}
