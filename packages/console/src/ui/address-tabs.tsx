/** Tabs of a detail page. Which one is open stands in the address: links and Back lead to it. */
import type { TabsProps } from '@cloudscape-design/components/tabs';
import Tabs from '@cloudscape-design/components/tabs';
import type { JSX } from 'react';
import { useSearchParams } from 'react-router';

export function AddressTabs({ tabs }: { readonly tabs: readonly TabsProps.Tab[] }): JSX.Element {
  const [search, setSearch] = useSearchParams();
  const wanted = search.get('tab');
  const [first] = tabs;
  const active = tabs.find(({ id }) => id === wanted) ?? first;
  return (
    <Tabs
      activeTabId={active?.id ?? ''}
      onChange={({ detail }) => setSearch({ tab: detail.activeTabId })}
      tabs={tabs}
    />
  );
}
