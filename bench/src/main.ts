/**
 * `npm run bench`: Hallpass against limits and peers, in one run on one machine. Absolute figures
 * mean little here; the ratios are what counts. Prints a table, and JSON with `--json`.
 */
import { measureApi } from './measure-api.ts';
import { printReport } from './report.ts';
import { prepare } from './world.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 5);
const world = await prepare();
try {
  const rows = await measureApi(world, seconds);
  printReport(rows, { json: process.argv.includes('--json') });
} finally {
  await world.stop();
}
