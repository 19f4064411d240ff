/**
 * Opens the stores of a data folder for the crash test, in the test's process and in the child. The
 * small log makes checkpoints part of what is killed.
 */
import type { OpenCrashStores } from './contract/crash-protocol.ts';
import { openDataFolder } from './data-folder.ts';

export const openCrashStores: OpenCrashStores = (folder) =>
  openDataFolder({ folder, logBytesBegin: 400_000 });
