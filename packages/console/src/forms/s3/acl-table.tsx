/** The rows of an access control list; with `onChange`, to be edited. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import type { JSX } from 'react';
import type { AclColumn, AclKind, AclRow } from './acl-model.ts';
import { aclColumns, groupOf } from './acl-model.ts';

export interface AclTableProps {
  readonly kind: AclKind;
  readonly rows: readonly AclRow[];
  /** Absent: shown, not written. */
  onChange?(rows: readonly AclRow[]): void;
}

interface Numbered {
  readonly row: AclRow;
  readonly index: number;
}

const nameOf = ({ id, kind }: AclRow, aclKind: AclKind): string => {
  if (kind === 'owner') return aclKind === 'bucket' ? 'Bucket owner' : 'Object owner';
  return kind === 'group' ? (groupOf(id)?.name ?? id) : 'Another AWS account';
};

/** Two rows may be of accounts that are not named yet. */
const spoken = ({ row, index }: Numbered, kind: AclKind): string =>
  row.kind === 'account' ? `account ${index}` : nameOf(row, kind);

function Grantee({
  row,
  kind,
  onId,
}: {
  readonly row: AclRow;
  readonly kind: AclKind;
  readonly onId: ((id: string) => void) | undefined;
}): JSX.Element {
  const detail = row.kind === 'group' ? (groupOf(row.id)?.description ?? '') : row.id;
  return (
    <SpaceBetween size="xxs">
      <span>{nameOf(row, kind)}</span>
      {row.kind === 'account' && onId !== undefined ? (
        <Input
          value={row.id}
          spellcheck={false}
          ariaLabel="Canonical ID"
          placeholder="Canonical ID"
          onChange={({ detail: { value } }) => onId(value.trim())}
        />
      ) : (
        <Box variant="small" color="text-body-secondary">
          <span className="long">{detail}</span>
        </Box>
      )}
    </SpaceBetween>
  );
}

function Cell({
  numbered,
  column,
  props,
}: {
  readonly numbered: Numbered;
  readonly column: AclColumn;
  readonly props: AclTableProps;
}): JSX.Element {
  const { kind, rows, onChange } = props;
  const { row, index } = numbered;
  const isGranted = row.permissions.includes(column.permission);
  if (onChange === undefined) return <>{isGranted ? column.label : '-'}</>;
  const toggled = isGranted
    ? row.permissions.filter((one) => one !== column.permission)
    : [...row.permissions, column.permission];
  return (
    <Checkbox
      checked={isGranted}
      ariaLabel={`${column.group}, ${column.label}, ${spoken(numbered, kind)}`}
      onChange={() => onChange(rows.with(index, { ...row, permissions: toggled }))}
    >
      {column.label}
    </Checkbox>
  );
}

export function AclTable(props: AclTableProps): JSX.Element {
  const { kind, rows, onChange } = props;
  const columns = aclColumns[kind].map((column) => ({
    id: column.permission,
    header: `${column.group}: ${column.label}`,
    minWidth: 110,
    cell: (numbered: Numbered) => <Cell numbered={numbered} column={column} props={props} />,
  }));
  const remove = {
    id: 'remove',
    header: 'Remove',
    minWidth: 110,
    cell: (numbered: Numbered) =>
      numbered.row.kind === 'account' && (
        <Button
          variant="icon"
          iconName="close"
          ariaLabel={`Remove ${spoken(numbered, kind)}`}
          onClick={() => onChange?.(rows.toSpliced(numbered.index, 1))}
        />
      ),
  };
  return (
    <Table
      variant="embedded"
      items={rows.map((row, index) => ({ row, index }))}
      trackBy={({ index }) => String(index)}
      ariaLabels={{ tableLabel: 'Grantees' }}
      wrapLines
      columnDefinitions={[
        {
          id: 'grantee',
          header: 'Grantee',
          isRowHeader: true,
          minWidth: 240,
          cell: ({ row, index }) => (
            <Grantee
              row={row}
              kind={kind}
              onId={
                onChange === undefined
                  ? undefined
                  : (id) => onChange(rows.with(index, { ...row, id }))
              }
            />
          ),
        },
        ...columns,
        ...(onChange === undefined ? [] : [remove]),
      ]}
    />
  );
}
