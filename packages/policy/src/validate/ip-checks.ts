/**
 * Address ranges: private ones, which aws:SourceIp never holds, and bits that are ignored. Page:
 * IAM UG "IAM policy validation check reference", "Private IP address", "Improve IP range".
 */
import type { IpRange } from '../condition/ip-operators.ts';
import { parseIpRange } from '../condition/ip-operators.ts';
import type { TextValue } from '../syntax/document.ts';
import type { ConditionCheck } from './check.ts';
import { none } from './check.ts';
import type { Finding } from './finding.ts';
import { atValue, finding } from './finding.ts';
import type { IssueCode } from './issue-codes.ts';

/** RFC 1918, RFC 6598, loopback, link-local; unique local and link-local IPv6 addresses. */
const privateRanges: readonly IpRange[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
].flatMap((text) => parseIpRange(text) ?? []);

/** The group with the bits after the prefix cleared. */
function maskedGroup(group: number, bitsLeft: number): number {
  if (bitsLeft >= 16) return group;
  return bitsLeft <= 0 ? 0 : group & (0xffff << (16 - bitsLeft)) & 0xffff;
}

const masked = ({ groups, prefixLength }: IpRange): readonly number[] =>
  groups.map((group, index) => maskedGroup(group, prefixLength - index * 16));

function isInside(range: IpRange, outer: IpRange): boolean {
  if (range.groups.length !== outer.groups.length) return false;
  if (range.prefixLength < outer.prefixLength) return false;
  const cut = masked({ groups: range.groups, prefixLength: outer.prefixLength });
  return cut.every((group, index) => group === outer.groups[index]);
}

const isPrivate = (range: IpRange): boolean =>
  privateRanges.some((outer) => isInside(range, outer));

function written(groups: readonly number[]): string {
  if (groups.length === 2) {
    return groups.flatMap((group) => [group >> 8, group & 0xff]).join('.');
  }
  const text = groups.map((group) => group.toString(16)).join(':');
  // The first longest run of zeros is left out, as RFC 5952 writes it.
  const runs = text.match(/\b0(?::0)+\b/g) ?? [];
  const longest = runs.reduce((a, b) => (b.length > a.length ? b : a), '');
  if (longest === '') return text;
  return text.replace(longest, '::').replace(/:{3,}/, '::');
}

function improvement(value: TextValue): Finding | undefined {
  const range = parseIpRange(value.value.trim());
  if (range === undefined) return undefined;
  const groups = masked(range);
  if (groups.every((group, index) => group === range.groups[index])) return undefined;
  const better = `${written(groups)}/${range.prefixLength}`;
  const details = `The bits after the first ${range.prefixLength} are ignored. Write ${better}.`;
  return finding('IMPROVE_IP_RANGE', details, atValue(value));
}

const checkMask: ConditionCheck = ({ entry, family }) =>
  family === 'IpAddress' ? entry.values.flatMap((value) => improvement(value) ?? []) : none;

interface Wording {
  readonly all: IssueCode;
  readonly some: IssueCode;
  readonly effect: string;
}

const wordings: Readonly<Record<string, Wording>> = {
  IpAddress: {
    all: 'PRIVATE_IP_ADDRESS',
    some: 'PRIVATE_IP_ADDRESS_SUBSET',
    effect: 'is never met by them',
  },
  NotIpAddress: {
    all: 'PRIVATE_NOT_IP_ADDRESS',
    some: 'PRIVATE_NOT_IP_ADDRESS_SUBSET',
    effect: 'is always met in spite of them',
  },
};

const checkPrivate: ConditionCheck = ({ entry, operator, key, valueAt }) => {
  const wording = key === 'aws:sourceip' ? wordings[operator] : undefined;
  if (wording === undefined) return none;
  const ranges = entry.values.map(({ value }) => parseIpRange(value.trim()));
  const isPrivateAt = ranges.map((range) => range !== undefined && isPrivate(range));
  if (!isPrivateAt.includes(true)) return none;
  const fact = 'aws:SourceIp holds public addresses only';
  if (!isPrivateAt.includes(false)) {
    const details = `${fact}, and all of these are private: the condition ${wording.effect}.`;
    return [finding(wording.all, details, valueAt)];
  }
  const details =
    `${fact}: the condition ${wording.effect}, where addresses are private. ` +
    'For those use aws:VpcSourceIp.';
  const locations = entry.values.filter((_, index) => isPrivateAt[index] === true).map(atValue);
  return [finding(wording.some, details, ...locations)];
};

export const ipChecks: readonly ConditionCheck[] = [checkMask, checkPrivate];
