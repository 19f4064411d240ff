/** What an example is given to work with. */
export interface ExampleContext {
  /** The data folder, absolute. */
  readonly folder: string;
  readonly url: string;
}
