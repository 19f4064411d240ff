/** Sizes as people read them, in powers of 1024 as S3's console shows them. */
const units = ['B', 'KB', 'MB', 'GB', 'TB'];

export function sizeText(bytes: number | undefined): string {
  if (bytes === undefined) return '-';
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${value.toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}
