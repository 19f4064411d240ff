/** A link to a page of the console. */
import type { LinkProps } from '@cloudscape-design/components/link';
import Link from '@cloudscape-design/components/link';
import type { JSX, ReactNode } from 'react';
import { useFollow } from './use-follow.ts';

export function TextLink({
  href,
  children,
  variant = 'primary',
}: {
  readonly href: string;
  readonly children: ReactNode;
  readonly variant?: LinkProps.Variant;
}): JSX.Element {
  const follow = useFollow();
  return (
    <Link href={href} variant={variant} onFollow={follow}>
      {children}
    </Link>
  );
}
