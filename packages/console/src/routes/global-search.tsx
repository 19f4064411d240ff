/** The search in the top bar: principals, policies, buckets and pages. Alt+S leads to it. */
import type { AutosuggestProps } from '@cloudscape-design/components/autosuggest';
import Autosuggest from '@cloudscape-design/components/autosuggest';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useLayoutEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Found } from '../api/search.ts';
import { usePaths, useSessionId } from '../api/session-context.ts';
import type { SessionPaths } from '../paths/paths.ts';

/** More are not drawn; who types more of a name finds the rest. */
const shownMax = 50;

function pages(paths: SessionPaths): readonly Found[] {
  const page = (name: string, href: string): Found => ({ kind: 'Page', name, href });
  return [
    page('IAM', paths.iam()),
    page('Users', paths.users()),
    page('User groups', paths.groups()),
    page('Roles', paths.roles()),
    page('Policies', paths.policies()),
    page('Identity providers', paths.identityProviders()),
    page('S3 buckets', paths.buckets()),
    page('Switch role', paths.switchRole()),
    page('Role history', paths.roleHistory()),
    page('Security credentials', paths.securityCredentials()),
  ];
}

function matches(found: readonly Found[], text: string): readonly Found[] {
  const needle = text.trim().toLowerCase();
  if (needle === '') return [];
  const hits = found.filter(({ name }) => name.toLowerCase().includes(needle));
  const rank = ({ name }: Found): number => (name.toLowerCase().startsWith(needle) ? 0 : 1);
  return hits.sort((one, other) => rank(one) - rank(other)).slice(0, shownMax);
}

/** Each kind is a group, in the order in which it was found. */
function options(hits: readonly Found[]): AutosuggestProps.Options {
  const kinds = [...new Set(hits.map(({ kind }) => kind))];
  return kinds.map((kind) => ({
    label: kind,
    options: hits
      .filter((hit) => hit.kind === kind)
      .map(({ name, href }) => ({ value: href, label: name })),
  }));
}

function useShortcut(): React.RefObject<AutosuggestProps.Ref | null> {
  const input = useRef<AutosuggestProps.Ref>(null);
  // Before it is seen: who sees the bar may press the keys.
  useLayoutEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      if (!event.altKey || event.code !== 'KeyS') return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', heard);
    return () => document.removeEventListener('keydown', heard);
  }, []);
  return input;
}

export function GlobalSearch(): JSX.Element {
  const sessionId = useSessionId();
  const paths = usePaths();
  const navigate = useNavigate();
  const input = useShortcut();
  const [text, setText] = useState('');
  const [isUsed, setUsed] = useState(false);
  const { data = [], isFetching } = useQuery({
    queryKey: [sessionId, 'search'],
    queryFn: async () => (await import('../api/search.ts')).searchable(sessionId),
    enabled: isUsed,
    staleTime: 30_000,
  });
  const hits = matches([...pages(paths), ...data], text);
  const isNothing = text.trim() !== '' && hits.length === 0;
  return (
    <Autosuggest
      ref={input}
      value={text}
      placeholder="Search"
      ariaLabel="Search users, groups, roles, policies and buckets"
      enteredTextLabel={(entered) => `Search for ${entered}`}
      hideEnteredTextOption
      filteringType="manual"
      options={options(hits)}
      empty="Type a name"
      {...(isNothing ? { finishedText: 'Nothing has this name' } : {})}
      statusType={isFetching ? 'loading' : 'finished'}
      loadingText="Looking"
      virtualScroll
      onFocus={() => setUsed(true)}
      onChange={({ detail }) => setText(detail.value)}
      onSelect={({ detail }) => {
        if (detail.selectedOption === undefined) return;
        setText('');
        void navigate(detail.value);
      }}
    />
  );
}
