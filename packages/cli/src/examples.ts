/** Examples that `serve --example` can make. */
export interface ExampleContext {
  /** The data folder, absolute. */
  readonly folder: string;
  readonly url: string;
}

/** Makes what the example needs, once, and gives the text that shows the next commands. */
export type MakeExample = (context: ExampleContext) => Promise<string>;

export const examples: Readonly<Record<string, MakeExample>> = {};
