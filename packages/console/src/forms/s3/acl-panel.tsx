/**
 * The access control list of a bucket or an object: shown, and written as a whole. While ACLs are
 * off there is nothing to write. Page: S3 UG "Configuring ACLs".
 */
import type { Grant, Owner } from '@aws-sdk/client-s3';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { JSX, ReactNode } from 'react';
import { useState } from 'react';
import { EditActions } from '../../ui/edit-actions.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import type { AclKind, AclRow } from './acl-model.ts';
import { aclFault, grantsMax, grantsOf, isPublicRow, rowsOf } from './acl-model.ts';
import { AclTable } from './acl-table.tsx';

export interface AccessControlList {
  readonly Owner?: Owner | undefined;
  readonly Grants?: Grant[] | undefined;
}

export interface AclPanelProps {
  readonly kind: AclKind;
  readonly queryKey: readonly unknown[];
  read(): Promise<AccessControlList>;
  write(acl: { readonly Owner: Owner; readonly Grants: Grant[] }): Promise<unknown>;
  /** `undefined` while nobody knows. */
  readonly areAclsOff: boolean | undefined;
  readonly footer?: ReactNode;
}

const grantsPublic = (rows: readonly AclRow[]): boolean =>
  rows.some((row) => isPublicRow(row) && row.permissions.length > 0);

function useAcl({ kind, queryKey, read, write }: AclPanelProps) {
  const queryClient = useQueryClient();
  const query = useQuery({ queryKey, queryFn: read });
  const owner = query.data?.Owner?.ID ?? '';
  const save = useMutation({
    mutationFn: (rows: readonly AclRow[]) =>
      write({ Owner: { ID: owner }, Grants: [...grantsOf(kind, rows)] }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey }),
  });
  const rows = query.data === undefined ? undefined : rowsOf(kind, owner, query.data.Grants ?? []);
  return { query, rows, save };
}

function Warnings({
  kind,
  rows,
  isAccepted,
  onAccept,
}: {
  readonly kind: AclKind;
  readonly rows: readonly AclRow[];
  readonly isAccepted: boolean;
  onAccept(isAccepted: boolean): void;
}): JSX.Element | null {
  if (!grantsPublic(rows)) return null;
  const what = kind === 'bucket' ? 'the objects in this bucket' : 'this object';
  return (
    <Alert type="warning" header="This list grants public access">
      <SpaceBetween size="s">
        <div>
          When you grant access to the Everyone or Authenticated users group grantees, anyone in the
          world can access {what}.
        </div>
        <Checkbox checked={isAccepted} onChange={({ detail }) => onAccept(detail.checked)}>
          I understand the effects of these changes on my objects and buckets.
        </Checkbox>
      </SpaceBetween>
    </Alert>
  );
}

function Editor({
  kind,
  rows,
  onChange,
}: {
  readonly kind: AclKind;
  readonly rows: readonly AclRow[];
  onChange(rows: readonly AclRow[]): void;
}): JSX.Element {
  const added: AclRow = { id: '', kind: 'account', permissions: ['READ'] };
  return (
    <SpaceBetween size="m">
      <AclTable kind={kind} rows={rows} onChange={onChange} />
      <Button disabled={rows.length >= grantsMax} onClick={() => onChange([...rows, added])}>
        Add grantee
      </Button>
    </SpaceBetween>
  );
}

const offText =
  'ACLs are off in this bucket (bucket owner enforced), so access is given by policies alone. To write ACLs, change Object Ownership on the Permissions tab of the bucket.';

const description = 'Grants basic read and write permissions to other AWS accounts.';

/** What is being edited, until it is saved or left. */
function useEditing(kind: AclKind, save: ReturnType<typeof useAcl>['save']) {
  const [edited, setEdited] = useState<readonly AclRow[]>();
  const [isAccepted, setAccepted] = useState(false);
  const [isTried, setTried] = useState(false);
  const begin = (rows: readonly AclRow[] | undefined): void => {
    setEdited(rows);
    setAccepted(false);
    setTried(false);
    save.reset();
  };
  const needsAccept = edited !== undefined && grantsPublic(edited) && !isAccepted;
  const fault =
    edited === undefined
      ? undefined
      : (aclFault(kind, edited) ??
        (needsAccept ? 'Confirm that you understand the effects of public access.' : undefined));
  return {
    edited,
    setEdited,
    isAccepted,
    setAccepted,
    fault: isTried ? fault : undefined,
    begin,
    save(): void {
      setTried(true);
      if (edited === undefined || fault !== undefined) return;
      save.mutate(edited, { onSuccess: () => begin(undefined) });
    },
  };
}

export function AclPanel(props: AclPanelProps): JSX.Element {
  const { kind, areAclsOff, footer } = props;
  const { query, rows, save } = useAcl(props);
  const editing = useEditing(kind, save);
  const { edited, fault } = editing;
  return (
    <Container
      footer={footer}
      header={
        <Header
          variant="h2"
          description={description}
          actions={
            <EditActions
              isEditing={edited !== undefined}
              isSaving={save.isPending}
              isDisabled={rows === undefined || areAclsOff === true}
              onEdit={() => editing.begin(rows)}
              onCancel={() => editing.begin(undefined)}
              onSave={editing.save}
            />
          }
        >
          Access control list (ACL)
        </Header>
      }
    >
      <SpaceBetween size="m">
        {areAclsOff === true && <Alert type="info">{offText}</Alert>}
        {query.error !== null && <ErrorAlert error={query.error} />}
        {save.error !== null && <ErrorAlert error={save.error} header="ACL not saved" />}
        {fault !== undefined && (
          <Alert type="error" header="ACL not saved">
            {fault}
          </Alert>
        )}
        {edited === undefined ? (
          rows !== undefined && <AclTable kind={kind} rows={rows} />
        ) : (
          <Editor kind={kind} rows={edited} onChange={editing.setEdited} />
        )}
        {edited !== undefined && (
          <Warnings
            kind={kind}
            rows={edited}
            isAccepted={editing.isAccepted}
            onAccept={editing.setAccepted}
          />
        )}
      </SpaceBetween>
    </Container>
  );
}
