/** The process of `iam-simulate.ts`: decides for some seconds. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PeerAnswer, PeerOrder } from './iam-simulate.ts';

interface Library {
  runSimulation(
    simulation: object,
    options: object,
  ): Promise<{ readonly overallResult?: string; readonly errors?: object }>;
}

async function rate(seconds: number, decide: () => unknown): Promise<number> {
  const startedAt = performance.now();
  let done = 0;
  while (performance.now() - startedAt < seconds * 1000) {
    await decide();
    done += 1;
  }
  return (done * 1000) / (performance.now() - startedAt);
}

async function answerTo({ folder, simulation, seconds }: PeerOrder): Promise<PeerAnswer> {
  const path = join(folder, 'dist/esm/index.js');
  const library = (await import(pathToFileURL(path).href)) as Library;
  const first = await library.runSimulation(simulation, {});
  if (first.overallResult !== 'Allowed') return { failure: JSON.stringify(first) };
  const decide = (): unknown => library.runSimulation(simulation, {});
  // The first warms it up. `runUnsafeSimulation` cannot be asked: it fails on resource policies.
  const rates = [await rate(seconds / 2, decide), await rate(seconds / 2, decide)];
  return { perSecond: Math.max(...rates) };
}

process.once('message', (order) => {
  void (async () => {
    process.send?.(await answerTo(order as PeerOrder));
  })();
});
