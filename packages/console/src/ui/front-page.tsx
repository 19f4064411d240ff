/** The frame of pages that stand before a session: sign-in, choice of session, end of session. */
import type { JSX, ReactNode } from 'react';
import { useEffect } from 'react';

export function FrontPage({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}): JSX.Element {
  useEffect(() => {
    document.title = `${title} | Hallpass`;
  }, [title]);
  return (
    <main className="front">
      <div className="front-name">
        <img src="/_console/mark.svg" alt="" />
        Hallpass
      </div>
      {children}
    </main>
  );
}
