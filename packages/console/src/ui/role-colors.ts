/** The colours that AWS's console offers for roles, and text that can be read on any. */

export interface RoleColor {
  readonly name: string;
  readonly value: string;
}

export const roleColors: readonly RoleColor[] = [
  { name: 'Red', value: '#f2b0a9' },
  { name: 'Orange', value: '#fbbf93' },
  { name: 'Yellow', value: '#fad791' },
  { name: 'Green', value: '#b7ca9d' },
  { name: 'Blue', value: '#99bce3' },
  { name: 'Black', value: '#232f3e' },
];

/** What a role has that was given no colour. */
export const plainRoleColor = '#c6c6cd';

const digits = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i;

/** `F2B0A9`, as links carry it, or `#f2b0a9`; `undefined` for what is no colour. */
export function parseColor(text: string): string | undefined {
  return digits.test(text) ? `#${text.replace('#', '').toLowerCase()}` : undefined;
}

function linear(hex: string): number {
  const value = Number.parseInt(hex, 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** Black or white, whichever contrasts more (WCAG 2.2, relative luminance). */
export function textOn(color: string): '#000000' | '#ffffff' {
  const [, red = '0', green = '0', blue = '0'] = digits.exec(color) ?? [];
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return luminance > 0.179 ? '#000000' : '#ffffff';
}
