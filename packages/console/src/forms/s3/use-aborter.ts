/** Work that ends with what is on the page: a dialog that is closed stops what it began. */
import { useEffect, useRef } from 'react';

/** Gives the signal for work that begins now. */
export function useAborter(): () => AbortSignal {
  const aborter = useRef(new AbortController());
  useEffect(() => {
    aborter.current = new AbortController();
    return () => aborter.current.abort();
  }, []);
  return () => aborter.current.signal;
}
