/** The cog of a table: how many rows, which columns, in which order. */
import type { CollectionPreferencesProps } from '@cloudscape-design/components/collection-preferences';
import CollectionPreferences from '@cloudscape-design/components/collection-preferences';
import type { JSX } from 'react';
import type { TablePreferences } from './table-preferences.ts';

const pageSizes: readonly number[] = [10, 20, 50, 100];

export function TablePreferencesDialog({
  noun,
  columns,
  preferences,
  onChange,
}: {
  readonly noun: readonly [one: string, many: string];
  readonly columns: readonly { readonly id: string; readonly header: string }[];
  readonly preferences: TablePreferences;
  onChange(chosen: CollectionPreferencesProps.Preferences): void;
}): JSX.Element {
  return (
    <CollectionPreferences
      title="Preferences"
      confirmLabel="Confirm"
      cancelLabel="Cancel"
      preferences={{ ...preferences, contentDisplay: [...preferences.contentDisplay] }}
      onConfirm={({ detail }) => onChange(detail)}
      pageSizePreference={{
        title: 'Page size',
        options: pageSizes.map((value) => ({ value, label: `${value} ${noun[1]}` })),
      }}
      contentDisplayPreference={{
        title: 'Columns',
        options: columns.map(({ id, header }, at) => ({
          id,
          label: header,
          alwaysVisible: at === 0,
        })),
      }}
    />
  );
}
