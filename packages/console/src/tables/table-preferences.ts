/** Which columns a table shows and how many rows, kept in the browser under the table's name. */
import type { CollectionPreferencesProps } from '@cloudscape-design/components/collection-preferences';
import { useState } from 'react';

export interface TablePreferences {
  readonly pageSize: number;
  readonly contentDisplay: readonly CollectionPreferencesProps.ContentDisplayItem[];
}

interface KnownColumn {
  readonly id: string;
  readonly isHidden?: boolean;
}

const pageSizeByDefault = 20;

function read(key: string): Partial<TablePreferences> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<TablePreferences>;
  } catch {
    return {};
  }
}

/** What was kept, for the columns there are today. */
function current(key: string, columns: readonly KnownColumn[]): TablePreferences {
  const { pageSize = pageSizeByDefault, contentDisplay = [] } = read(key);
  const kept = contentDisplay.filter(({ id }) => columns.some((column) => column.id === id));
  const added = columns.filter(({ id }) => !kept.some((item) => item.id === id));
  return {
    pageSize,
    contentDisplay: [
      ...kept,
      ...added.map(({ id, isHidden = false }) => ({ id, visible: !isHidden })),
    ],
  };
}

export function useTablePreferences(
  id: string,
  columns: readonly KnownColumn[],
): [TablePreferences, (chosen: CollectionPreferencesProps.Preferences) => void] {
  const key = `hallpass-table-${id}`;
  const [preferences, setPreferences] = useState(() => current(key, columns));
  return [
    preferences,
    ({ pageSize = pageSizeByDefault, contentDisplay = [] }) => {
      const chosen = { pageSize, contentDisplay };
      localStorage.setItem(key, JSON.stringify(chosen));
      setPreferences(chosen);
    },
  ];
}
