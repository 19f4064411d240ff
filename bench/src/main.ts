/**
 * `npm run bench`: the policy engine alone, then Hallpass against limits and peers, in one run on
 * one machine. Absolute figures mean little here; the ratios are what counts. Prints a table, and
 * JSON with `--json`; `--engine` ends with the engine.
 */
import { measureApi } from './measure-api.ts';
import { measureConsole } from './measure-console.ts';
import { measureEngine } from './measure-engine.ts';
import { stopEverything } from './processes.ts';
import type { Row } from './report.ts';
import { printReport } from './report.ts';
import { prepare } from './world.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 5);

async function measureServer(): Promise<Row[]> {
  const world = await prepare();
  return [...(await measureApi(world, seconds)), ...(await measureConsole(world))];
}

try {
  const engine = await measureEngine();
  const server = process.argv.includes('--engine') ? [] : await measureServer();
  printReport([...server, ...engine], { json: process.argv.includes('--json') });
} finally {
  await stopEverything();
}
