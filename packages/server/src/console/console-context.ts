/** What the console's endpoints work with. */
import type { Requests } from '../pipeline.ts';
import type { ServerState } from '../server-state.ts';
import type { SignInLimits } from './sign-in-limits.ts';

export interface ConsoleContext {
  readonly state: ServerState;
  /** The AWS API, called in someone's name. */
  readonly call: Requests['call'];
  readonly limits: SignInLimits;
}

/** Of an endpoint: `id` of the session, and what follows in the path. */
export interface Place {
  readonly id: string;
  readonly item: string;
}
