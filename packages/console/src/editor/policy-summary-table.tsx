/** What a policy allows and denies, as a table. */
import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import Table from '@cloudscape-design/components/table';
import type { JSX } from 'react';
import { useMemo } from 'react';
import { useKnownServices } from '../api/catalogue.ts';
import type { CatalogueService } from '../api/catalogue-format.ts';
import type { SummaryRow } from './policy-summary.ts';
import { accessText, summarize } from './policy-summary.ts';

/** More services than a policy of the largest size is likely to name. */
const servicesMax = 100;

type Services = ReadonlyMap<string, CatalogueService>;

function serviceText({ service }: SummaryRow, services: Services): string {
  if (service === '*') return 'All services';
  return services.get(service)?.name ?? service;
}

const columnsOf = (services: Services): TableProps.ColumnDefinition<SummaryRow>[] => [
  {
    id: 'effect',
    header: 'Effect',
    minWidth: 110,
    cell: ({ effect }) => (
      <StatusIndicator type={effect === 'Deny' ? 'error' : 'success'}>{effect}</StatusIndicator>
    ),
  },
  {
    id: 'service',
    header: 'Service',
    minWidth: 140,
    isRowHeader: true,
    cell: (row) => serviceText(row, services),
  },
  {
    id: 'access',
    header: 'Access level',
    minWidth: 150,
    cell: (row) => accessText(row, services.get(row.service)),
  },
  { id: 'resource', header: 'Resource', minWidth: 180, cell: ({ resources }) => resources },
  {
    id: 'condition',
    header: 'Request condition',
    minWidth: 180,
    cell: ({ conditions }) => conditions,
  },
];

export function PolicySummaryTable({ document }: { readonly document: string }): JSX.Element {
  const rows = useMemo(() => summarize(document), [document]);
  const prefixes = new Set((rows ?? []).map(({ service }) => service).filter((one) => one !== '*'));
  const services = useKnownServices([...prefixes].slice(0, servicesMax));
  if (rows === undefined) {
    return <Box color="text-body-secondary">The JSON has an error: there is no summary.</Box>;
  }
  return (
    <Table
      variant="embedded"
      wrapLines
      items={[...rows]}
      empty="It allows and denies nothing"
      ariaLabels={{ tableLabel: 'Permissions defined in this policy' }}
      columnDefinitions={columnsOf(services)}
    />
  );
}
