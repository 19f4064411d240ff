/** Pages of parts: MaxParts and PartNumberMarker of ListParts and GetObjectAttributes. */
import { invalidArgument } from './errors.ts';

const pageMax = 1000;
const integerMax = 2_147_483_647;

export function pageSize(asked: number | undefined, argument: string): number {
  if (asked === undefined) return pageMax;
  if (Number.isInteger(asked) && asked >= 0 && asked <= integerMax) return Math.min(asked, pageMax);
  throw invalidArgument(`Argument ${argument} must be an integer between 0 and ${integerMax}`, {
    name: argument,
    value: asked,
  });
}

export function markerOf(asked: string | undefined, argument: string): number {
  if (asked === undefined || asked === '') return 0;
  const marker = Number(asked);
  if (/^\d+$/.test(asked) && marker <= integerMax) return marker;
  throw invalidArgument(`Argument ${argument} must be an integer between 0 and ${integerMax}`, {
    name: argument,
    value: asked,
  });
}
