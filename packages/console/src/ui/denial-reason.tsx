/**
 * Why a policy refused something: the decision behind the answer, opened with
 * sts:DecodeAuthorizationMessage for those who may. Page: STS API Reference
 * "DecodeAuthorizationMessage".
 */
import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Spinner from '@cloudscape-design/components/spinner';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import { explainDenial } from '../api/denials.ts';
import type { ErrorText } from '../api/errors.ts';
import { errorText } from '../api/errors.ts';
import { useOptionalSession } from '../api/session-context.ts';
import { DecisionText } from './decision-text.tsx';

export function DenialReason({ text }: { readonly text: ErrorText }): JSX.Element | null {
  const session = useOptionalSession();
  const [isOpen, setOpen] = useState(false);
  if (session === undefined || (text.encodedMessage ?? text.requestId) === undefined) return null;
  return (
    <ExpandableSection
      headerText="Why?"
      expanded={isOpen}
      onChange={({ detail }) => setOpen(detail.expanded)}
    >
      {isOpen && <Reason sessionId={session.id} text={text} />}
    </ExpandableSection>
  );
}

function Reason({
  sessionId,
  text,
}: {
  readonly sessionId: string;
  readonly text: ErrorText;
}): JSX.Element {
  const { data, error, isPending } = useQuery({
    queryKey: ['denial', sessionId, text.encodedMessage ?? text.requestId],
    queryFn: () => explainDenial(sessionId, text),
    staleTime: Infinity,
  });
  if (isPending) return <Spinner />;
  if (error !== null) {
    const { message, isDenial } = errorText(error);
    return (
      <Box>
        {isDenial
          ? 'You are not allowed to see the decision (it takes sts:DecodeAuthorizationMessage). ' +
            'An administrator can look it up by the request id.'
          : message}
        <Box color="text-body-secondary">Request id: {text.requestId ?? 'unknown'}</Box>
      </Box>
    );
  }
  return <DecisionText decision={data} />;
}
