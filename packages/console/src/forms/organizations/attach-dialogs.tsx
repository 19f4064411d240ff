/** Attaches control policies: some policies to one node, or one policy to some nodes. */
import FormField from '@cloudscape-design/components/form-field';
import Multiselect from '@cloudscape-design/components/multiselect';
import type { JSX } from 'react';
import { useState } from 'react';
import {
  policyKinds,
  useChangeOrgPolicy,
  useOrgPoliciesQuery,
} from '../../api/organizations/policies.ts';
import type { TreeNode } from '../../api/organizations/tree.ts';
import { nodesOf, placeText, useTreeQuery } from '../../api/organizations/tree.ts';
import type { PolicyKind } from '../../paths/organizations-paths.ts';
import { ActionModal } from '../../ui/action-modal.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

function Choices({
  label,
  options,
  isLoading,
  chosen,
  onChange,
}: {
  readonly label: string;
  readonly options: readonly Choice[];
  readonly isLoading: boolean;
  readonly chosen: readonly string[];
  onChange(chosen: readonly string[]): void;
}): JSX.Element {
  return (
    <FormField label={label}>
      <Multiselect
        placeholder="Choose"
        filteringType="auto"
        virtualScroll
        statusType={isLoading ? 'loading' : 'finished'}
        empty="None left"
        deselectAriaLabel={(option) => `Remove ${option.label}`}
        options={options}
        selectedOptions={options.filter(({ value }) => chosen.includes(value))}
        onChange={({ detail }) => onChange(detail.selectedOptions.map(({ value = '' }) => value))}
      />
    </FormField>
  );
}

export function AttachToNodeDialog({
  kind,
  node,
  attachedIds,
  onClose,
}: {
  readonly kind: PolicyKind;
  readonly node: TreeNode;
  readonly attachedIds: readonly string[];
  onClose(): void;
}): JSX.Element {
  const { data, error: failure } = useOrgPoliciesQuery(kind);
  const { mutate, error, isPending } = useChangeOrgPolicy();
  const [ids, setIds] = useState<readonly string[]>([]);
  const options = (data ?? [])
    .filter(({ Id = '' }) => !attachedIds.includes(Id))
    .map(({ Id = '', Name = '', Description = '' }) => ({
      value: Id,
      label: Name,
      description: Description,
    }));
  return (
    <ActionModal
      header={`Attach policies to ${node.name}`}
      action="Attach"
      isRunning={isPending}
      isDisabled={ids.length === 0}
      onClose={onClose}
      onConfirm={() =>
        mutate({ kind: 'attach', ids, targetIds: [node.id] }, { onSuccess: onClose })
      }
    >
      {failure !== null && <ErrorAlert error={failure} />}
      {error !== null && <ErrorAlert error={error} header="Not all were attached" />}
      <Choices
        label={policyKinds[kind].many}
        options={options}
        isLoading={data === undefined && failure === null}
        chosen={ids}
        onChange={setIds}
      />
      <AwsCommand
        command="organizations attach-policy"
        options={{ '--policy-id': ids[0], '--target-id': node.id }}
      />
    </ActionModal>
  );
}

export function AttachPolicyDialog({
  policyId,
  name,
  targetIds: attached,
  onClose,
}: {
  readonly policyId: string;
  readonly name: string;
  readonly targetIds: readonly string[];
  onClose(): void;
}): JSX.Element {
  const { data: tree, error: failure } = useTreeQuery();
  const { mutate, error, isPending } = useChangeOrgPolicy();
  const [targetIds, setTargetIds] = useState<readonly string[]>([]);
  const options = (tree === undefined ? [] : nodesOf(tree))
    .filter(({ node }) => !attached.includes(node.id))
    .map((placed) => ({
      value: placed.node.id,
      label: placeText(placed),
      description: placed.node.id,
    }));
  return (
    <ActionModal
      header={`Attach ${name}`}
      action="Attach policy"
      isRunning={isPending}
      isDisabled={targetIds.length === 0}
      onClose={onClose}
      onConfirm={() =>
        mutate({ kind: 'attach', ids: [policyId], targetIds }, { onSuccess: onClose })
      }
    >
      {failure !== null && <ErrorAlert error={failure} />}
      {error !== null && <ErrorAlert error={error} header="Not attached to all" />}
      <Choices
        label="Root, organizational units and accounts"
        options={options}
        isLoading={tree === undefined && failure === null}
        chosen={targetIds}
        onChange={setTargetIds}
      />
      <AwsCommand
        command="organizations attach-policy"
        options={{ '--policy-id': policyId, '--target-id': targetIds[0] }}
      />
    </ActionModal>
  );
}
