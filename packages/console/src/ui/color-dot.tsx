/** The colour of a role, as a dot beside its name. */
import type { CSSProperties, JSX } from 'react';

export function ColorDot({ color }: { readonly color: string | undefined }): JSX.Element | null {
  if (color === undefined) return null;
  return <span className="color-dot" style={{ '--dot-color': color } as CSSProperties} />;
}
