/** A form on a page of its own: its failure above, Cancel and one action below. */
import Button from '@cloudscape-design/components/button';
import Form from '@cloudscape-design/components/form';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX, ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { ErrorAlert } from '../ui/error-alert.tsx';

export interface FormPageProps {
  /** On the button: `Create user`. */
  readonly action: string;
  /** Of the mutation: `null` while there is none. */
  readonly error: unknown;
  /** `User not created` */
  readonly errorHeader: string;
  readonly isRunning: boolean;
  /** Where Cancel leads. */
  readonly cancelHref: string;
  onSubmit(): void;
  readonly children: ReactNode;
}

export function FormPage(props: FormPageProps): JSX.Element {
  const { action, error, errorHeader, isRunning, cancelHref, onSubmit, children } = props;
  const navigate = useNavigate();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isRunning) onSubmit();
      }}
    >
      <Form
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={() => void navigate(cancelHref)}>
              Cancel
            </Button>
            <Button variant="primary" formAction="submit" loading={isRunning}>
              {action}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          {error !== null && error !== undefined && (
            <ErrorAlert error={error} header={errorHeader} />
          )}
          {children}
        </SpaceBetween>
      </Form>
    </form>
  );
}
