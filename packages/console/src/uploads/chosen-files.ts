/**
 * Files as people choose or drop them, folders with all that is in them. A dropped folder gives its
 * files only through its entries. Page: MDN "File and Directory Entries API".
 */
export interface ChosenFile {
  readonly file: File;
  /** Below the folder that was chosen or dropped, and beginning with it. */
  readonly path: string;
}

/** What a browser still handles; more files than these belong to the command line. */
export const filesMax = 20_000;
const depthMax = 100;

export function fromInput(files: Iterable<File>): ChosenFile[] {
  return Array.from(files, (file) => ({
    file,
    path: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
  }));
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader gives a hundred at a time, and none when there are no more. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const more = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (more.length === 0 || entries.length > filesMax) return entries;
    entries.push(...more);
  }
}

async function readEntry(entry: FileSystemEntry, into: ChosenFile[], depth: number): Promise<void> {
  if (into.length >= filesMax || depth > depthMax) return;
  if (entry.isFile) {
    const file = await fileOf(entry as FileSystemFileEntry);
    into.push({ file, path: entry.fullPath.replace(/^\//, '') });
    return;
  }
  const inside = await entriesOf(entry as FileSystemDirectoryEntry);
  for (const one of inside) await readEntry(one, into, depth + 1);
}

/** Must be called while the drop is handled: later, the browser has forgotten what was dropped. */
export async function fromDrop(dropped: DataTransfer): Promise<readonly ChosenFile[]> {
  const entries = [...dropped.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  const files = fromInput(dropped.files);
  if (entries.every(({ isFile }) => isFile)) return files;
  const found: ChosenFile[] = [];
  for (const entry of entries) await readEntry(entry, found, 0);
  return found;
}

let waiting: readonly ChosenFile[] = [];

/** From the page where they were dropped to the one that uploads them. */
export function handOver(files: readonly ChosenFile[]): void {
  waiting = files;
}

export function takeOver(): readonly ChosenFile[] {
  const taken = waiting;
  waiting = [];
  return taken;
}
