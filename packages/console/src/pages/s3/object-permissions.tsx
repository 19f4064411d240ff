/** Who may reach an object beside what policies say: its access control list. */
import { GetObjectAclCommand, PutObjectAclCommand } from '@aws-sdk/client-s3';
import type { JSX } from 'react';
import { useS3 } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import type { ObjectPlace } from '../../api/s3/object-place.ts';
import { inputOf } from '../../api/s3/object-place.ts';
import { areAclsOff, useOwnershipQuery } from '../../api/s3/ownership.ts';
import { useSessionId } from '../../api/session-context.ts';
import { AclPanel } from '../../forms/s3/acl-panel.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';

export function ObjectPermissions({ place }: { readonly place: ObjectPlace }): JSX.Element {
  const s3 = useS3();
  const { data: ownership } = useOwnershipQuery(place.bucket);
  const input = inputOf(place);
  return (
    <AclPanel
      kind="object"
      queryKey={[...s3Keys.object(useSessionId(), place), 'acl']}
      read={() => s3.send(new GetObjectAclCommand(input))}
      write={(AccessControlPolicy) =>
        s3.send(new PutObjectAclCommand({ ...input, AccessControlPolicy }))
      }
      areAclsOff={areAclsOff(ownership)}
      footer={
        <AwsCommand
          command="s3api get-object-acl"
          options={{ '--bucket': place.bucket, '--key': place.objectKey }}
        />
      }
    />
  );
}
