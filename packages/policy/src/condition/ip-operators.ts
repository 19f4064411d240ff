/**
 * IpAddress and NotIpAddress: RFC 4632 for IPv4, RFC 5952 and 4291 for IPv6. An address without a
 * prefix length is one host; bits after the prefix are ignored; the two families never match each
 * other. Page: IAM UG "Condition operators", "IP address condition operators".
 */
import type { CompileValue, Operator } from './operator.ts';

/** An address as 16-bit groups: two for IPv4, eight for IPv6. */
export type IpGroups = readonly number[];

const ipv4Pattern = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

function parseIpv4(text: string): IpGroups | undefined {
  const found = ipv4Pattern.exec(text);
  if (found === null) return undefined;
  const [a, b, c, d] = [Number(found[1]), Number(found[2]), Number(found[3]), Number(found[4])];
  if (a > 255 || b > 255 || c > 255 || d > 255) return undefined;
  return [a * 256 + b, c * 256 + d];
}

/** Groups of hex digits; only the very last may be an embedded IPv4 address. */
function parseGroups(text: string, isTail: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const embedded = isTail && index === parts.length - 1 ? parseIpv4(part) : undefined;
    if (embedded !== undefined) groups.push(...embedded);
    else if (/^[0-9A-Fa-f]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
}

function parseIpv6(text: string): IpGroups | undefined {
  const gap = text.indexOf('::');
  if (gap < 0) {
    const groups = parseGroups(text, true);
    return groups?.length === 8 ? groups : undefined;
  }
  const head = parseGroups(text.slice(0, gap), false);
  const tail = parseGroups(text.slice(gap + 2), true);
  if (head === undefined || tail === undefined || head.length + tail.length > 7) return undefined;
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

export const parseIp = (text: string): IpGroups | undefined =>
  text.includes(':') ? parseIpv6(text) : parseIpv4(text);

export interface IpRange {
  readonly groups: IpGroups;
  readonly prefixLength: number;
}

export function parseIpRange(text: string): IpRange | undefined {
  const slash = text.indexOf('/');
  const groups = parseIp(slash < 0 ? text : text.slice(0, slash));
  if (groups === undefined) return undefined;
  const bits = groups.length * 16;
  if (slash < 0) return { groups, prefixLength: bits };
  const length = text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(length) || Number(length) > bits) return undefined;
  return { groups, prefixLength: Number(length) };
}

function isInRange(address: IpGroups, range: IpRange): boolean {
  if (address.length !== range.groups.length) return false;
  let bits = range.prefixLength;
  for (let index = 0; bits > 0; index += 1, bits -= 16) {
    const ignored = bits >= 16 ? 0 : 16 - bits;
    const difference = (address[index] ?? 0) ^ (range.groups[index] ?? 0);
    if (difference >> ignored !== 0) return false;
  }
  return true;
}

let lastText = '';
let lastAddress: IpGroups | undefined;

/** A request has one address, and policies have many ranges: it is read for the first of them. */
function addressOf(text: string): IpGroups | undefined {
  if (text !== lastText) {
    lastAddress = parseIp(text);
    lastText = text;
  }
  return lastAddress;
}

const compile: CompileValue = (policyValue) => {
  const range = parseIpRange(policyValue.trim());
  if (range === undefined) return undefined;
  return (text) => {
    const address = addressOf(text);
    return address !== undefined && isInRange(address, range);
  };
};

export const ipOperators: readonly Operator[] = [
  { name: 'IpAddress', negated: false, takesVariables: false, compile },
  { name: 'NotIpAddress', negated: true, takesVariables: false, compile },
];
