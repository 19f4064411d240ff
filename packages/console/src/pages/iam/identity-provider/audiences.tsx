/** Client ids of an OpenID Connect provider: added, removed. */
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import {
  useChangeOidcProvider,
  useOidcProviderQuery,
} from '../../../api/iam/identity-providers.ts';
import { audiencesFault } from '../../../forms/identity-provider/provider-faults.ts';
import type { Column } from '../../../tables/resource-table.tsx';
import { ResourceTable } from '../../../tables/resource-table.tsx';
import { ActionModal } from '../../../ui/action-modal.tsx';
import { AwsCommand } from '../../../ui/aws-command.tsx';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { TextListField } from '../../../ui/text-list-field.tsx';

interface Audience {
  readonly id: string;
}

const columns: readonly Column<Audience>[] = [
  { id: 'id', header: 'Audience', sortingField: 'id', isRowHeader: true, cell: ({ id }) => id },
];

function AddAudiences({ arn, onClose }: { readonly arn: string; onClose(): void }): JSX.Element {
  const [audiences, setAudiences] = useState<readonly string[]>([]);
  const { mutate, error, isPending } = useChangeOidcProvider(arn);
  const fault = audiencesFault(audiences);
  return (
    <ActionModal
      header="Add audiences"
      action="Add audiences"
      isRunning={isPending}
      isDisabled={audiences.length === 0 || fault !== undefined}
      onClose={onClose}
      onConfirm={() => mutate({ kind: 'add-audiences', audiences }, { onSuccess: onClose })}
    >
      {error !== null && <ErrorAlert error={error} header="Not all audiences added" />}
      <TextListField
        label="Audiences"
        description="Client IDs that the provider issued to the applications (aud)."
        texts={audiences}
        errorText={fault}
        onChange={setAudiences}
      />
      <AwsCommand
        command="iam add-client-id-to-open-id-connect-provider"
        options={{ '--open-id-connect-provider-arn': arn, '--client-id': audiences[0] }}
      />
    </ActionModal>
  );
}

export function Audiences({ arn }: { readonly arn: string }): JSX.Element {
  const { data, isFetching, refetch } = useOidcProviderQuery(arn);
  const { mutate, error, isPending } = useChangeOidcProvider(arn);
  const [isAdding, setAdding] = useState(false);
  const add = <Button onClick={() => setAdding(true)}>Add audience</Button>;
  return (
    <SpaceBetween size="s">
      {error !== null && <ErrorAlert error={error} header="Audience not removed" />}
      <ResourceTable
        id="iam-provider-audiences"
        title="Audiences"
        noun={['audience', 'audiences']}
        description="Applications whose tokens are accepted, by their client ID."
        variant="container"
        columns={columns}
        items={data?.ClientIDList?.map((id) => ({ id }))}
        isFetching={isFetching}
        onRefresh={() => void refetch()}
        keyOf={({ id }) => id}
        selectionType="multi"
        actions={(chosen) => (
          <>
            <Button
              disabled={chosen.length === 0}
              loading={isPending}
              onClick={() =>
                mutate({ kind: 'remove-audiences', audiences: chosen.map(({ id }) => id) })
              }
            >
              Remove
            </Button>
            {add}
          </>
        )}
        emptyAction={add}
      />
      {isAdding && <AddAudiences arn={arn} onClose={() => setAdding(false)} />}
    </SpaceBetween>
  );
}
