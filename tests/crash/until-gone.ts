/** Clients of a server that is going to be killed. */

const goneCodes = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'];

/** The connection broke, or could not be made. */
export function isGone(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return goneCodes.includes(code ?? '') || message.includes('socket hang up');
}

/** Goes on until the server is gone, which is no fault; anything else is. */
export async function untilGone(step: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await step();
    } catch (error) {
      if (isGone(error)) return;
      throw error;
    }
  }
}
