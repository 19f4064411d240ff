/**
 * The newest denials, so that `hallpass why` and the console can explain one by its request id or
 * by the text that a client printed. Bounded; the sealed authorization message holds the same and
 * needs no memory.
 */
export interface Denial {
  readonly requestId: string;
  readonly atMs: number;
  readonly callerArn: string;
  readonly accountId: string;
  readonly action: string;
  readonly resource: string;
  /** What the client was told. */
  readonly message: string;
  /** Opened by sts:DecodeAuthorizationMessage. */
  readonly encodedMessage: string;
}

export interface DecisionLog {
  note(denial: Denial): void;
  /** The newest denial of the account with this request id or this message. */
  find(requestIdOrMessage: string, accountId: string): Denial | undefined;
}

const denialsMax = 2_000;

export function createDecisionLog(): DecisionLog {
  const denials: Denial[] = [];
  return {
    note(denial) {
      denials.push(denial);
      if (denials.length > 2 * denialsMax) denials.splice(0, denialsMax);
    },
    find(text, accountId) {
      return denials.findLast(
        (denial) =>
          denial.accountId === accountId && (denial.requestId === text || denial.message === text),
      );
    },
  };
}
