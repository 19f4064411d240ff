/**
 * How long a policy may be, counted as its service counts it: IAM leaves white space out. The
 * numbers are the server's (packages/server/src/services/iam/quotas.ts). Pages: IAM UG "IAM and AWS
 * STS quotas"; S3 UG "Bucket policies"; ORG UG "Quotas for AWS Organizations".
 */
import { policySize } from '@hallpass/policy';
import type { DocumentUse } from '../api/access-analyzer.ts';
import type { HolderKind } from '../paths/iam-paths.ts';

interface SizeLimit {
  readonly max: number;
  readonly unit: string;
  count(text: string): number;
}

const utf8 = new TextEncoder();

const iamLimit = (max: number, unit = 'characters without white space'): SizeLimit => ({
  max,
  unit,
  count: policySize,
});

const organizationsLimit = (max: number): SizeLimit => ({
  max,
  unit: 'characters',
  count: (text) => text.length,
});

const limits: Readonly<Record<DocumentUse, SizeLimit>> = {
  identity: iamLimit(6144),
  trust: iamLimit(2048),
  bucket: { max: 20 * 1024, unit: 'bytes', count: (text) => utf8.encode(text).length },
  scp: organizationsLimit(10_240),
  rcp: organizationsLimit(5120),
};

const inlineMax: Readonly<Record<HolderKind, number>> = { user: 2048, group: 5120, role: 10_240 };

export interface PolicySize {
  readonly isTooLong: boolean;
  /** `120 of 6,144 characters without white space` */
  readonly text: string;
}

/** `inlineOf`: whose inline policy it is; all of them together count. */
export function sizeOf(text: string, use: DocumentUse, inlineOf?: HolderKind): PolicySize {
  const { max, unit, count } =
    inlineOf === undefined
      ? limits[use]
      : iamLimit(
          inlineMax[inlineOf],
          `characters without white space, of all inline policies of the ${inlineOf} together`,
        );
  const size = count(text);
  const shown = (number: number): string => number.toLocaleString('en-US');
  return { isTooLong: size > max, text: `${shown(size)} of ${shown(max)} ${unit}` };
}
