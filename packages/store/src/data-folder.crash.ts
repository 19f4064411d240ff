/** Opens the stores of a data folder for the crash test, in the test's process and in the child. */
import type { OpenCrashStores } from './contract/crash-protocol.ts';
import { openDataFolder } from './data-folder.ts';

export const openCrashStores: OpenCrashStores = (folder) => openDataFolder({ folder });
