/** Uploads end with their page, so leaving it is asked about while they run. */
import type { JSX } from 'react';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { ActionModal } from '../../ui/action-modal.tsx';

export function LeaveUploads({ isRunning }: { readonly isRunning: boolean }): JSX.Element | null {
  const blocker = useBlocker(isRunning);
  useEffect(() => {
    if (!isRunning) return undefined;
    // Closing and reloading: the browser asks in its own words.
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isRunning]);
  if (blocker.state !== 'blocked') return null;
  return (
    <ActionModal
      header="Leave and cancel the uploads?"
      action="Leave"
      isRunning={false}
      onClose={() => blocker.reset()}
      onConfirm={() => blocker.proceed()}
    >
      Uploads that are not done are cancelled when you leave this page.
    </ActionModal>
  );
}
