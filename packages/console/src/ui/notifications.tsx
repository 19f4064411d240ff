/** Notices at the top of the page: what was done, and what failed after the page moved on. */
import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import type { JSX, ReactNode } from 'react';
import { createContext, useCallback, useContext, useMemo, useState } from 'react';

export interface Notice {
  readonly type: 'success' | 'info' | 'warning' | 'error';
  readonly header?: ReactNode;
  readonly content: ReactNode;
  readonly action?: ReactNode;
}

interface Shown extends Notice {
  readonly id: string;
}

interface Notifications {
  readonly shown: readonly Shown[];
  notify(notice: Notice): void;
  dismiss(id: string): void;
}

const context = createContext<Notifications | undefined>(undefined);

/** Older ones go when there are more. */
const shownMax = 8;

export function NotificationsProvider({ children }: { readonly children: ReactNode }): JSX.Element {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const notify = useCallback((notice: Notice) => {
    const id = crypto.randomUUID?.() ?? String(performance.now());
    setShown((before) => [{ ...notice, id }, ...before].slice(0, shownMax));
  }, []);
  const dismiss = useCallback((id: string) => {
    setShown((before) => before.filter((notice) => notice.id !== id));
  }, []);
  const value = useMemo(() => ({ shown, notify, dismiss }), [shown, notify, dismiss]);
  return <context.Provider value={value}>{children}</context.Provider>;
}

function useNotifications(): Notifications {
  const value = useContext(context);
  if (value === undefined) throw new Error('notices have no place here');
  return value;
}

/** `const notify = useNotify(); notify({ type: 'success', content: … })` */
export function useNotify(): Notifications['notify'] {
  return useNotifications().notify;
}

export function useFlashItems(): readonly FlashbarProps.MessageDefinition[] {
  const { shown, dismiss } = useNotifications();
  return shown.map(({ id, ...notice }) => ({
    id,
    ...notice,
    dismissible: true,
    dismissLabel: 'Dismiss',
    onDismiss: () => dismiss(id),
  }));
}
