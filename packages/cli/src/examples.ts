/** Examples that `serve --example` can make. Loaded when asked for: they bring the SDK's clients. */
import type { ExampleContext } from './example-context.ts';

/** Makes what the example needs, once, and gives the text that shows the next commands. */
export type MakeExample = (context: ExampleContext) => Promise<string>;

export const examples: Readonly<Record<string, MakeExample>> = {
  async 'cross-account'(context) {
    const { crossAccount } = await import('./cross-account/example.ts');
    return crossAccount(context);
  },
};
