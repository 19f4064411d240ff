/** Examples that `serve --example` can make. */
import type { ExampleContext } from './example-context.ts';
import { crossAccount } from './cross-account/example.ts';

/** Makes what the example needs, once, and gives the text that shows the next commands. */
export type MakeExample = (context: ExampleContext) => Promise<string>;

export const examples: Readonly<Record<string, MakeExample>> = { 'cross-account': crossAccount };
