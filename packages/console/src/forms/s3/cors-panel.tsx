/**
 * Cross-origin resource sharing of a bucket, as JSON. An empty text takes it away. Page: S3 UG
 * "Configuring cross-origin resource sharing (CORS)".
 */
import {
  DeleteBucketCorsCommand,
  GetBucketCorsCommand,
  PutBucketCorsCommand,
} from '@aws-sdk/client-s3';
import Alert from '@cloudscape-design/components/alert';
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
import { CodeView } from '../../editor/code-view.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { DocumentText } from '../../ui/document-text.tsx';
import { EditActions } from '../../ui/edit-actions.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { DeleteDocumentDialog } from './delete-document-dialog.tsx';
import { corsExample, readCors, writeCors } from './cors-json.ts';

function useCors(bucket: string) {
  const s3 = useS3();
  const queryClient = useQueryClient();
  const queryKey = [...s3Keys.bucket(useSessionId(), bucket), 'cors'];
  const query = useQuery({
    queryKey,
    async queryFn() {
      try {
        const { CORSRules = [] } = await s3.send(new GetBucketCorsCommand({ Bucket: bucket }));
        return writeCors(CORSRules);
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchCORSConfiguration') return '';
        throw error;
      }
    },
  });
  const save = useMutation({
    async mutationFn(text: string) {
      const reading = text.trim() === '' ? { rules: [] } : readCors(text);
      if ('fault' in reading) throw new Error(reading.fault);
      const CORSRules = [...reading.rules];
      await (CORSRules.length === 0
        ? s3.send(new DeleteBucketCorsCommand({ Bucket: bucket }))
        : s3.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules } })));
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey }),
  });
  return { query, save };
}

const description = 'Which web pages of other origins may ask for the objects of this bucket.';

export function CorsPanel({ bucket }: { readonly bucket: string }): JSX.Element {
  const { query, save } = useCors(bucket);
  const [edited, setEdited] = useState<string>();
  const [isDeleting, setDeleting] = useState(false);
  const close = (): void => {
    setEdited(undefined);
    save.reset();
  };
  const isNone = query.data === '';
  const reading = edited === undefined || edited.trim() === '' ? undefined : readCors(edited);
  const actions = (
    <EditActions
      isEditing={edited !== undefined}
      isSaving={save.isPending}
      isDisabled={query.data === undefined}
      onEdit={() => setEdited(isNone ? corsExample : query.data)}
      onCancel={close}
      onSave={() => save.mutate(edited ?? '', { onSuccess: close })}
    >
      {query.data !== undefined && !isNone && (
        <Button onClick={() => setDeleting(true)}>Delete</Button>
      )}
    </EditActions>
  );
  return (
    <Container
      header={
        <Header variant="h2" description={description} actions={actions}>
          Cross-origin resource sharing (CORS)
        </Header>
      }
      footer={<AwsCommand command="s3api get-bucket-cors" options={{ '--bucket': bucket }} />}
    >
      <SpaceBetween size="m">
        {query.error !== null && <ErrorAlert error={query.error} />}
        {save.error !== null && !isDeleting && (
          <ErrorAlert error={save.error} header="CORS rules not saved" />
        )}
        {edited !== undefined && (
          <CodeView value={edited} onChange={setEdited} label="CORS rules" />
        )}
        {reading !== undefined && 'fault' in reading && (
          <Alert type="warning">{reading.fault}</Alert>
        )}
        {edited === undefined && isNone && 'No CORS rules'}
        {edited === undefined && query.data !== undefined && !isNone && (
          <DocumentText text={query.data} label="CORS rules" />
        )}
      </SpaceBetween>
      {isDeleting && (
        <DeleteDocumentDialog what="CORS rules" save={save} onClose={() => setDeleting(false)}>
          Pages of other origins lose their access at once.
        </DeleteDocumentDialog>
      )}
    </Container>
  );
}
