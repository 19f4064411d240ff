/** One row per measurement: what was reached against what was wanted. */
export interface Row {
  readonly name: string;
  /** What it is measured against: `hello`, `nginx`, `moto` or an absolute. */
  readonly against: string;
  readonly reached: number;
  readonly wanted: number;
  readonly unit: '%' | '×' | '/s' | 'k/s' | 'ms' | 'MiB';
  /** For times and sizes less is better. */
  readonly lessIsBetter?: boolean;
  readonly note: string;
}

const shown = ({ unit }: Row, value: number): string => `${value.toFixed(1)} ${unit}`;

export function isReached(row: Row): boolean {
  return row.lessIsBetter === true ? row.reached <= row.wanted : row.reached >= row.wanted;
}

export function printReport(rows: readonly Row[], options: { readonly json: boolean }): void {
  if (options.json) {
    process.stdout.write(`${JSON.stringify(rows, undefined, 2)}\n`);
    return;
  }
  const lines = rows.map((row) => [
    isReached(row) ? '✓' : '✗',
    row.name.padEnd(44),
    `of ${row.against}`.padEnd(12),
    shown(row, row.reached).padStart(12),
    `(${row.lessIsBetter === true ? '≤' : '≥'} ${shown(row, row.wanted)})`.padEnd(16),
    row.note,
  ]);
  process.stdout.write(`${lines.map((cells) => cells.join(' ')).join('\n')}\n`);
}
