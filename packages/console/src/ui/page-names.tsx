/**
 * Names of things that addresses know by id: a page tells what it has found, the breadcrumbs and
 * the title of the window say it.
 */
import type { JSX, ReactNode } from 'react';
import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';

interface PageNames {
  readonly names: ReadonlyMap<string, string>;
  tell(id: string, name: string): void;
}

const context = createContext<PageNames>({ names: new Map(), tell: () => undefined });

export function PageNamesProvider({ children }: { readonly children: ReactNode }): JSX.Element {
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const tell = useCallback((id: string, name: string) => {
    setNames((before) => (before.get(id) === name ? before : new Map([...before, [id, name]])));
  }, []);
  const value = useMemo(() => ({ names, tell }), [names, tell]);
  return <context.Provider value={value}>{children}</context.Provider>;
}

/** What to show for a text of the address: its name, where that is known. */
export function usePageNames(): (text: string) => string {
  const { names } = useContext(context);
  return (text) => names.get(text) ?? text;
}

/** Tells the name of what this page is about, once it is known. */
export function useTellName(id: string, name: string | undefined): void {
  const { tell } = useContext(context);
  useEffect(() => {
    if (name !== undefined && name !== '') tell(id, name);
  }, [id, name, tell]);
}
