/** Links of Cloudscape's components, followed by the router: without loading the page anew. */
import { useCallback } from 'react';
import { useNavigate } from 'react-router';

interface FollowEvent {
  readonly detail: { readonly href?: string | undefined; readonly external?: boolean | undefined };
  preventDefault(): void;
}

export type Follow = (event: FollowEvent) => void;

/** For `onFollow`. The browser keeps following links with a modifier key: in another tab. */
export function useFollow(): Follow {
  const navigate = useNavigate();
  return useCallback(
    (event) => {
      const { href, external } = event.detail;
      if (href === undefined || external === true) return;
      event.preventDefault();
      void navigate(href);
    },
    [navigate],
  );
}
