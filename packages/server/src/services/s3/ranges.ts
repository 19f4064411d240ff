/**
 * Byte ranges of reads: the Range header, and parts by number.
 * Pages: S3 API Reference "GetObject" (Range, PartNumber); RFC 9110 §14.
 * Of a Range header that is malformed or asks for several ranges S3 takes no notice.
 */
import { failWith } from '@hallpass/wire';
import type { ObjectPart, ObjectRecord } from '../../data/objects.ts';
import { failS3, invalidArgument } from './errors.ts';

export interface ServedRange {
  readonly offset: number;
  readonly length: number;
  /** Whether a part of the object was asked for: 206 and Content-Range. */
  readonly partial: boolean;
}

const oneRange = /^bytes=(\d{0,15})-(\d{0,15})$/;

function unsatisfiable(header: string, size: number): Error {
  return failS3('InvalidRange', undefined, { RangeRequested: header, ActualObjectSize: size }).with(
    { headers: { 'Content-Range': `bytes */${size}` } },
  );
}

export function rangeOf(header: string | undefined, size: number): ServedRange {
  const whole = { offset: 0, length: size, partial: false };
  if (header === undefined) return whole;
  const match = oneRange.exec(header.replaceAll(' ', ''));
  if (match === null) return whole;
  const [, first = '', last = ''] = match;
  if (first === '') {
    if (last === '') return whole;
    const length = Math.min(Number(last), size);
    if (length === 0) throw unsatisfiable(header, size);
    return { offset: size - length, length, partial: true };
  }
  const offset = Number(first);
  if (last !== '' && Number(last) < offset) return whole;
  if (offset >= size) throw unsatisfiable(header, size);
  const end = last === '' ? size : Math.min(Number(last) + 1, size);
  return { offset, length: end - offset, partial: true };
}

export function contentRange({ offset, length }: ServedRange, size: number): string {
  // Part 1 of an empty object: there is no last byte to name.
  return length === 0 ? `bytes */${size}` : `bytes ${offset}-${offset + length - 1}/${size}`;
}

const partNumberMax = 10_000;

export function checkPartNumber(number: number | undefined): void {
  if (number === undefined) return;
  if (Number.isInteger(number) && number >= 1 && number <= partNumberMax) return;
  throw invalidArgument('Part number must be an integer between 1 and 10000, inclusive', {
    name: 'partNumber',
    value: number,
  });
}

export function checkRangeOrPart(input: {
  readonly Range?: string | undefined;
  readonly PartNumber?: number | undefined;
}): void {
  checkPartNumber(input.PartNumber);
  if (input.Range === undefined || input.PartNumber === undefined) return;
  throw failWith(
    'InvalidRequest',
    'Cannot specify both Range header and partNumber query parameter',
  );
}

/** Where a part lies; an object that was put whole is its own part 1. */
export function partRange(
  record: ObjectRecord,
  parts: readonly ObjectPart[] | undefined,
  number: number,
): ServedRange {
  const count = parts?.length ?? 1;
  if (number > count) {
    throw failS3('InvalidPartNumber', undefined, {
      PartNumberRequested: number,
      ActualPartCount: count,
    });
  }
  if (parts === undefined) return { offset: 0, length: record.size, partial: true };
  let offset = 0;
  for (const part of parts.slice(0, number - 1)) offset += part.size;
  return { offset, length: parts[number - 1]?.size ?? 0, partial: true };
}

const copyRange = /^bytes=(\d{1,15})-(\d{1,15})$/;

/** `x-amz-copy-source-range`: of one form only, and within the source. */
export function copySourceRange(
  header: string | undefined,
  size: number,
): { readonly offset: number; readonly length: number } {
  if (header === undefined) return { offset: 0, length: size };
  const match = copyRange.exec(header);
  if (match === null || Number(match[2]) < Number(match[1])) {
    throw invalidArgument(
      'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy',
      { name: 'x-amz-copy-source-range', value: header },
    );
  }
  const offset = Number(match[1]);
  const length = Number(match[2]) + 1 - offset;
  if (offset >= size) {
    throw failWith(
      'InvalidRequest',
      'The specified copy range is invalid for the source object size',
    );
  }
  if (offset + length > size) {
    throw invalidArgument(`Range specified is not valid for source object of size: ${size}`, {
      name: 'x-amz-copy-source-range',
      value: header,
    });
  }
  return { offset, length };
}
