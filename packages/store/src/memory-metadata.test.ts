import { metadataStoreLaws } from './contract.ts';
import { createMemoryMetadataStore } from './memory-metadata.ts';

metadataStoreLaws('memory', {
  open: async () => createMemoryMetadataStore(),
  dispose: async () => undefined,
});

metadataStoreLaws('memory that rehearses', {
  open: async () => createMemoryMetadataStore({ rehearse: true }),
  dispose: async () => undefined,
});
