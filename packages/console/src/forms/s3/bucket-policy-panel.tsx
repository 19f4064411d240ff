/** The bucket policy: shown, written, deleted. */
import {
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import { useS3 } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import { useSessionId } from '../../api/session-context.ts';
import { PolicyEditor } from '../../editor/policy-editor.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { DocumentText } from '../../ui/document-text.tsx';
import { EditActions } from '../../ui/edit-actions.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { DeleteDocumentDialog } from './delete-document-dialog.tsx';

/** Read by people, so with line breaks; S3 keeps what it was sent. */
function pretty(policy: string): string {
  try {
    return JSON.stringify(JSON.parse(policy), undefined, 4);
  } catch {
    return policy;
  }
}

function useBucketPolicy(bucket: string) {
  const s3 = useS3();
  const queryClient = useQueryClient();
  const queryKey = [...s3Keys.bucket(useSessionId(), bucket), 'policy'];
  const query = useQuery({
    queryKey,
    async queryFn() {
      try {
        const { Policy = '' } = await s3.send(new GetBucketPolicyCommand({ Bucket: bucket }));
        return pretty(Policy);
      } catch (failure) {
        if (failure instanceof Error && failure.name === 'NoSuchBucketPolicy') return '';
        throw failure;
      }
    },
  });
  const save = useMutation({
    async mutationFn(policy: string) {
      await (policy === ''
        ? s3.send(new DeleteBucketPolicyCommand({ Bucket: bucket }))
        : s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: policy })));
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey }),
  });
  return { query, save };
}

export function BucketPolicyPanel({ bucket }: { readonly bucket: string }): JSX.Element {
  const { query, save } = useBucketPolicy(bucket);
  const [edited, setEdited] = useState<string>();
  const [isDeleting, setDeleting] = useState(false);
  const close = (): void => {
    setEdited(undefined);
    save.reset();
  };
  const actions = (
    <EditActions
      isEditing={edited !== undefined}
      isSaving={save.isPending}
      isDisabled={query.data === undefined}
      onEdit={() => setEdited(query.data)}
      onCancel={close}
      onSave={() => save.mutate(edited ?? '', { onSuccess: close })}
    >
      <Button disabled={(query.data ?? '') === ''} onClick={() => setDeleting(true)}>
        Delete
      </Button>
    </EditActions>
  );
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Grants access to the bucket and its objects, also to other accounts."
          actions={actions}
        >
          Bucket policy
        </Header>
      }
      footer={<AwsCommand command="s3api get-bucket-policy" options={{ '--bucket': bucket }} />}
    >
      <SpaceBetween size="m">
        {query.error !== null && <ErrorAlert error={query.error} />}
        {save.error !== null && !isDeleting && (
          <ErrorAlert error={save.error} header="Policy not saved" />
        )}
        {edited === undefined ? (
          query.data !== undefined && <Shown policy={query.data} />
        ) : (
          <PolicyEditor
            value={edited}
            onChange={setEdited}
            use="bucket"
            label="Bucket policy"
            resourceArn={`arn:aws:s3:::${bucket}`}
          />
        )}
      </SpaceBetween>
      {isDeleting && (
        <DeleteDocumentDialog what="bucket policy" save={save} onClose={() => setDeleting(false)}>
          What the policy allows and denies ends at once. Copy it first if you may need it again.
        </DeleteDocumentDialog>
      )}
    </Container>
  );
}

function Shown({ policy }: { readonly policy: string }): JSX.Element {
  if (policy === '') return <>No policy</>;
  return <DocumentText text={policy} label="Bucket policy" />;
}
