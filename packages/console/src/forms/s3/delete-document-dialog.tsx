/** Asks before a document of a bucket, its policy or its CORS rules, is deleted. */
import type { UseMutationResult } from '@tanstack/react-query';
import type { JSX, ReactNode } from 'react';
import { ConfirmDialog } from '../confirm-dialog.tsx';

export function DeleteDocumentDialog({
  what,
  save,
  onClose,
  children,
}: {
  /** `bucket policy` */
  readonly what: string;
  /** An empty text deletes. */
  readonly save: UseMutationResult<void, Error, string>;
  onClose(): void;
  /** What is lost with it. */
  readonly children: ReactNode;
}): JSX.Element {
  return (
    <ConfirmDialog
      header={`Delete ${what}`}
      action="Delete"
      word="delete"
      error={save.error}
      isPending={save.isPending}
      onConfirm={() => save.mutate('', { onSuccess: onClose })}
      onClose={() => {
        save.reset();
        onClose();
      }}
    >
      {children}
    </ConfirmDialog>
  );
}
