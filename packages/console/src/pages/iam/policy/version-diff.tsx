/** Any two versions of a policy, compared. Which two stands in the address. */
import type { PolicyVersion } from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useVersionQuery } from '../../../api/iam/policies.ts';
import type { DiffLayout } from '../../../editor/diff-view.tsx';
import { DiffView } from '../../../editor/diff-view.tsx';
import { prettyDocument } from '../../../editor/new-policy.ts';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { PageLoading } from '../../../ui/page-loading.tsx';

export interface VersionDiffProps {
  readonly arn: string;
  /** The newest first; at least two. */
  readonly versions: readonly PolicyVersion[];
}

interface Pair {
  readonly from: string;
  readonly to: string;
}

/** The version in force and the one before it; the newest after it where it is the oldest. */
function usualPair(versions: readonly PolicyVersion[]): Pair {
  const ids = versions.map(({ VersionId = '' }) => VersionId);
  const at = versions.findIndex(({ IsDefaultVersion }) => IsDefaultVersion === true);
  const inForce = ids[at] ?? '';
  const before = ids[at + 1];
  return before === undefined
    ? { from: inForce, to: ids[0] ?? inForce }
    : { from: before, to: inForce };
}

function usePair(versions: readonly PolicyVersion[]) {
  const [search, setSearch] = useSearchParams();
  const usual = usualPair(versions);
  const known = (id: string | null, otherwise: string): string =>
    versions.some(({ VersionId }) => VersionId === id) ? (id ?? otherwise) : otherwise;
  const pair: Pair = {
    from: known(search.get('from'), usual.from),
    to: known(search.get('to'), usual.to),
  };
  const choose = (part: Partial<Pair>): void =>
    setSearch({ tab: 'versions', ...pair, ...part }, { replace: true });
  return [pair, choose] as const;
}

function VersionSelect({
  label,
  versions,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly versions: readonly PolicyVersion[];
  readonly chosen: string;
  onChoose(version: string): void;
}): JSX.Element {
  const options = versions.map(({ VersionId = '', IsDefaultVersion, CreateDate }) => ({
    value: VersionId,
    label: IsDefaultVersion === true ? `${VersionId} (default)` : VersionId,
    description: CreateDate?.toISOString() ?? '',
  }));
  return (
    <FormField label={label}>
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === chosen) ?? null}
        onChange={({ detail }) => onChoose(detail.selectedOption.value ?? chosen)}
      />
    </FormField>
  );
}

/** In a narrow window two columns leave neither room. */
const startLayout = (): DiffLayout =>
  window.matchMedia('(max-width: 900px)').matches ? 'unified' : 'side-by-side';

function Difference({ arn, pair, layout }: { arn: string; pair: Pair; layout: DiffLayout }) {
  const from = useVersionQuery(arn, pair.from);
  const to = useVersionQuery(arn, pair.to);
  const error = from.error ?? to.error;
  if (error !== null) return <ErrorAlert error={error} />;
  if (from.data === undefined || to.data === undefined) return <PageLoading />;
  const before = { text: prettyDocument(from.data), label: `Version ${pair.from}` };
  const after = { text: prettyDocument(to.data), label: `Version ${pair.to}` };
  return (
    <SpaceBetween size="s">
      {before.text === after.text && (
        <Box color="text-body-secondary">These two versions say the same.</Box>
      )}
      <DiffView before={before} after={after} layout={layout} />
    </SpaceBetween>
  );
}

export function VersionDiff({ arn, versions }: VersionDiffProps): JSX.Element {
  const [pair, choose] = usePair(versions);
  const [layout, setLayout] = useState(startLayout);
  return (
    <Container header={<Header variant="h2">Compare versions</Header>}>
      <SpaceBetween size="m">
        <div className="filters">
          <VersionSelect
            label="From"
            versions={versions}
            chosen={pair.from}
            onChoose={(from) => choose({ from })}
          />
          <VersionSelect
            label="To"
            versions={versions}
            chosen={pair.to}
            onChoose={(to) => choose({ to })}
          />
          <SegmentedControl
            label="Layout"
            selectedId={layout}
            options={[
              { id: 'side-by-side', text: 'Side by side' },
              { id: 'unified', text: 'Unified' },
            ]}
            onChange={({ detail }) =>
              setLayout(detail.selectedId === 'unified' ? 'unified' : 'side-by-side')
            }
          />
        </div>
        <Difference arn={arn} pair={pair} layout={layout} />
      </SpaceBetween>
    </Container>
  );
}
