import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crashLaws } from './contract.ts';

crashLaws('the data folder', {
  module: new URL('./data-folder.crash.ts', import.meta.url),
  prepare: () => mkdtemp(join(tmpdir(), 'hallpass-crash-')),
  dispose: (location) => rm(location, { recursive: true }),
});
