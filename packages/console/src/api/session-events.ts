/** Tells the other tabs of this browser that a session has ended, so that they stop at once. */
const channel = new BroadcastChannel('hallpass-sessions');

interface Ended {
  readonly signInId: string;
}

export function announceSignOut(signInId: string): void {
  channel.postMessage({ signInId } satisfies Ended);
}

/** Answers how to stop listening. */
export function onSignOut(listener: (signInId: string) => void): () => void {
  const heard = ({ data }: MessageEvent<Ended>): void => listener(data.signInId);
  channel.addEventListener('message', heard);
  return () => channel.removeEventListener('message', heard);
}
