/** From a user, group or role to the simulator of its policies. */
import type { IAMClient } from '@aws-sdk/client-iam';
import { GetGroupCommand, GetRoleCommand, GetUserCommand } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import { useMutation } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useNavigate } from 'react-router';
import type { Holder } from '../../api/iam/holder-policies.ts';
import { useIam } from '../../api/iam-client.ts';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import { useSession } from '../../api/session-context.ts';

/** With its path, which the name alone does not tell. */
async function arnOf(iam: IAMClient, { kind, name }: Holder): Promise<string | undefined> {
  if (kind === 'user') return (await iam.send(new GetUserCommand({ UserName: name }))).User?.Arn;
  if (kind === 'role') return (await iam.send(new GetRoleCommand({ RoleName: name }))).Role?.Arn;
  return (await iam.send(new GetGroupCommand({ GroupName: name, MaxItems: 1 }))).Group?.Arn;
}

export function SimulateButton({ holder }: { readonly holder: Holder }): JSX.Element {
  const iam = useIam();
  const { accountId } = useSession();
  const navigate = useNavigate();
  const paths = useIamPaths();
  const { mutate, isPending } = useMutation({
    mutationFn: () => arnOf(iam, holder),
    onSettled(arn) {
      // Whoever may not read it sees there why; most have no path.
      const plain = `arn:aws:iam::${accountId}:${holder.kind}/${holder.name}`;
      void navigate(paths.simulator(arn ?? plain));
    },
  });
  return (
    <Button loading={isPending} onClick={() => mutate()}>
      Simulate
    </Button>
  );
}
