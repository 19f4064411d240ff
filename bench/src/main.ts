/**
 * `npm run bench`: the policy engine alone, then Hallpass against limits and peers, then the
 * console's lists where there is a browser, in one run on one machine. Absolute figures mean little
 * here; the ratios are what counts. Prints a table, and JSON with `--json`.
 */
import { measureApi } from './measure-api.ts';
import { measureConsole } from './measure-console.ts';
import { measureEngine } from './measure-engine.ts';
import { stopEverything } from './processes.ts';
import { printReport } from './report.ts';
import { prepare } from './world.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 5);
try {
  const engine = await measureEngine();
  const world = await prepare();
  const api = await measureApi(world, seconds);
  const pages = await measureConsole(world);
  printReport([...api, ...pages, ...engine], { json: process.argv.includes('--json') });
} finally {
  await stopEverything();
}
