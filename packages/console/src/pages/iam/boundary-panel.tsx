/**
 * The permissions boundary of a user or role. Page: IAM UG "Permissions boundaries for IAM
 * entities".
 */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import type { BoundedHolder } from '../../api/iam/boundaries.ts';
import { useChangeBoundary } from '../../api/iam/boundaries.ts';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import { PolicySelect } from '../../forms/iam/policy-select.tsx';
import { ActionModal } from '../../ui/action-modal.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { TextLink } from '../../ui/text-link.tsx';

interface DialogProps {
  readonly holder: BoundedHolder;
  readonly arn: string | undefined;
  onClose(): void;
}

function SetBoundary({ holder, arn: former, onClose }: DialogProps): JSX.Element {
  const [arn, setArn] = useState(former);
  const { mutate, error, isPending } = useChangeBoundary(holder);
  return (
    <ActionModal
      header={`Permissions boundary of ${holder.name}`}
      action="Set boundary"
      isRunning={isPending}
      isDisabled={arn === undefined || arn === former}
      onClose={onClose}
      onConfirm={() => mutate({ arn }, { onSuccess: onClose })}
    >
      {error !== null && <ErrorAlert error={error} header="Boundary not set" />}
      <FormField
        label="Policy"
        description={`The ${holder.kind} may do at most what this policy allows; it grants nothing.`}
      >
        <PolicySelect arn={arn} onChange={setArn} />
      </FormField>
    </ActionModal>
  );
}

function RemoveBoundary({ holder, onClose }: DialogProps): JSX.Element {
  const { mutate, error, isPending } = useChangeBoundary(holder);
  return (
    <ActionModal
      header="Remove the permissions boundary?"
      action="Remove boundary"
      isRunning={isPending}
      onClose={onClose}
      onConfirm={() => mutate({ arn: undefined }, { onSuccess: onClose })}
    >
      {error !== null && <ErrorAlert error={error} header="Boundary not removed" />}
      All that the policies of {holder.name} allow holds at once.
    </ActionModal>
  );
}

export function BoundaryPanel({
  holder,
  arn,
}: {
  readonly holder: BoundedHolder;
  readonly arn: string | undefined;
}): JSX.Element {
  const paths = useIamPaths();
  const [open, setOpen] = useState<'set' | 'remove'>();
  const dialog = { holder, arn, onClose: () => setOpen(undefined) };
  const actions = (
    <SpaceBetween direction="horizontal" size="xs">
      <Button disabled={arn === undefined} onClick={() => setOpen('remove')}>
        Remove boundary
      </Button>
      <Button onClick={() => setOpen('set')}>
        {arn === undefined ? 'Set permissions boundary' : 'Change boundary'}
      </Button>
    </SpaceBetween>
  );
  return (
    <Container
      header={
        <Header variant="h2" actions={actions}>
          Permissions boundary {arn === undefined ? '(not set)' : '(set)'}
        </Header>
      }
    >
      {arn === undefined ? (
        <Box color="text-body-secondary">
          A boundary controls the most that this {holder.kind} may do, whatever its policies allow.
        </Box>
      ) : (
        <TextLink href={paths.policy(arn)}>{arn}</TextLink>
      )}
      {open === 'set' && <SetBoundary {...dialog} />}
      {open === 'remove' && <RemoveBoundary {...dialog} />}
    </Container>
  );
}
