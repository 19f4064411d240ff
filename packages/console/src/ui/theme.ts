/** Light or dark: as chosen here before, else as the system has it. */
import { Mode, applyMode } from '@cloudscape-design/global-styles';

export type Theme = 'light' | 'dark' | 'system';

const storageKey = 'hallpass-theme';
const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');

export function storedTheme(): Theme {
  const stored = localStorage.getItem(storageKey);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

function show(theme: Theme): void {
  const isDark = theme === 'dark' || (theme === 'system' && prefersDark.matches);
  applyMode(isDark ? Mode.Dark : Mode.Light);
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(storageKey, theme);
  show(theme);
}

export function applyStoredTheme(): void {
  show(storedTheme());
  prefersDark.addEventListener('change', () => show(storedTheme()));
}
