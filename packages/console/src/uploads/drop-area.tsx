/** Takes files and folders that are dropped on what it holds. */
import type { DragEvent, JSX, ReactNode } from 'react';
import { useState } from 'react';
import type { ChosenFile } from './chosen-files.ts';
import { fromDrop } from './chosen-files.ts';

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files');

export function DropArea({
  onFiles,
  children,
}: {
  onFiles(files: readonly ChosenFile[]): void;
  readonly children: ReactNode;
}): JSX.Element {
  const [isOver, setOver] = useState(false);
  return (
    <div
      className={isOver ? 'drop-area over' : 'drop-area'}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        void fromDrop(event.dataTransfer).then(onFiles);
      }}
    >
      {children}
    </div>
  );
}
