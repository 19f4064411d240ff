/**
 * Why a policy refused something: the decision behind the answer, for those who may decode it.
 * Page: STS API Reference "DecodeAuthorizationMessage".
 */
import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import Toggle from '@cloudscape-design/components/toggle';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import type { DecodedDenial } from '../api/denials.ts';
import { decodeDenial } from '../api/denials.ts';
import type { ErrorText } from '../api/errors.ts';
import { errorText } from '../api/errors.ts';
import { useOptionalSession } from '../api/session-context.ts';
import { DecisionText } from './decision-text.tsx';

export function DenialReason({ text }: { readonly text: ErrorText }): JSX.Element | null {
  const session = useOptionalSession();
  const [isOpen, setOpen] = useState(false);
  if (session === undefined) return null;
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
    queryKey: [sessionId, 'denial', text.encodedMessage ?? text.requestId],
    queryFn: () => decodeDenial(sessionId, text),
    staleTime: Infinity,
  });
  if (isPending) return <Spinner />;
  if (error === null) return <Decoded denial={data} />;
  const { message, isDenial } = errorText(error);
  return (
    <Box>
      {isDenial
        ? 'You are not allowed to see the decision: it takes sts:DecodeAuthorizationMessage. An ' +
          `administrator can look it up: hallpass why ${text.requestId ?? ''}`
        : message}
    </Box>
  );
}

function Decoded({ denial }: { readonly denial: DecodedDenial }): JSX.Element {
  const [isBrief, setBrief] = useState(true);
  const { context, principal, decision, trace } = denial;
  return (
    <SpaceBetween size="xs">
      <DecisionText
        request={{ principal, action: context.action, resource: context.resource }}
        decision={trace === undefined ? decision : { ...decision, trace }}
        brief={isBrief}
      />
      <Toggle checked={!isBrief} onChange={({ detail }) => setBrief(!detail.checked)}>
        Show every statement
      </Toggle>
    </SpaceBetween>
  );
}
