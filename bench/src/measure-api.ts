/** The measurements of the running server, each against a limit or a peer of the same run. */
import type { LoadResult } from './load.ts';
import { load } from './load.ts';
import type { Row } from './report.ts';
import type { Credentials, PlainRequest, SignedRequest } from './signing.ts';
import { sign } from './signing.ts';
import type { World } from './world.ts';
import { bucket, largeKey, listedBucket, smallBytes, smallKey } from './world.ts';

/** Distinct keys that PutObject cycles through. */
const putKeys = 64;

type ServiceRequest = PlainRequest & { readonly service: string };

const getSmall: ServiceRequest = { service: 's3', method: 'GET', path: `/${bucket}/${smallKey}` };
const headSmall: ServiceRequest = { ...getSmall, method: 'HEAD' };
const getLarge: ServiceRequest = { ...getSmall, path: `/${bucket}/${largeKey}` };

const puts: readonly ServiceRequest[] = Array.from({ length: putKeys }, (_, index) => ({
  service: 's3',
  method: 'PUT',
  path: `/${bucket}/put-${index}`,
  body: 'x'.repeat(smallBytes),
}));

const assumeRole = (roleArn: string): ServiceRequest => ({
  service: 'sts',
  method: 'POST',
  path: '/',
  headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
  body: new URLSearchParams({
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: roleArn,
    RoleSessionName: 'bench',
  }).toString(),
});

const listPage: ServiceRequest = {
  service: 's3',
  method: 'GET',
  path: `/${listedBucket}`,
  query: { 'list-type': '2', 'max-keys': '1000', 'start-after': 'folder-5/' },
};

function signAll(
  url: string,
  credentials: Credentials,
  requests: readonly ServiceRequest[],
): Promise<SignedRequest[]> {
  return Promise.all(requests.map((request) => sign(url, credentials, request)));
}

const percent = (part: number, whole: number): number => (100 * part) / whole;
const perSecond = ({ requestsPerSecond }: LoadResult): string =>
  `${Math.round(requestsPerSecond)}/s`;

interface Case {
  readonly name: string;
  readonly requests: readonly ServiceRequest[];
  readonly wantedPercent: number;
}

export async function measureApi(world: World, seconds: number): Promise<Row[]> {
  const { hallpass, hello, user } = world;
  const helloSide = {
    url: hello.url,
    requests: [{ method: 'GET', path: '/', headers: {} }] as const,
  };
  const options = { seconds };
  const rows: Row[] = [];
  const cases: readonly Case[] = [
    { name: 'GetObject 1 KiB', requests: [getSmall], wantedPercent: 45 },
    { name: 'HeadObject', requests: [headSmall], wantedPercent: 45 },
    { name: 'AssumeRole', requests: [assumeRole(world.roleArn)], wantedPercent: 40 },
    { name: 'PutObject 1 KiB, durable', requests: puts, wantedPercent: 20 },
  ];
  for (const { name, requests, wantedPercent } of cases) {
    const signed = await signAll(hallpass.url, user, requests);
    const ourSide = { url: hallpass.url, requests: signed };
    const { ours, limit } = await inTurns({ ours: ourSide, limit: helloSide }, seconds);
    rows.push({
      name,
      against: 'hello',
      reached: percent(ours.requestsPerSecond, limit.requestsPerSecond),
      wanted: wantedPercent,
      unit: '%',
      note: `${perSecond(ours)} of ${perSecond(limit)}`,
    });
    const peer = await againstMoto(world, { name, requests }, { ours: ourSide, seconds });
    if (peer !== undefined) rows.push(peer);
  }
  rows.push(await manyPolicies(world, seconds));
  rows.push(await listing(world, options));
  const large = await largeObjects(world, options);
  if (large !== undefined) rows.push(large);
  rows.push(...resources(world));
  return rows;
}

interface Side {
  readonly url: string;
  readonly requests: readonly SignedRequest[];
}

interface Round {
  readonly ours: LoadResult;
  readonly limit: LoadResult;
}

const rounds = 5;

/**
 * Machines change their pace while a bench runs, so that what is compared is measured in turns; the
 * round in the middle counts.
 */
async function inTurns(
  sides: { readonly ours: Side; readonly limit: Side },
  seconds: number,
): Promise<Round> {
  const run = ({ url, requests }: Side): Promise<LoadResult> =>
    load(url, requests, { seconds: seconds / rounds });
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    measured.push({ limit: await run(sides.limit), ours: await run(sides.ours) });
  }
  const ratio = ({ ours, limit }: Round): number =>
    ours.requestsPerSecond / limit.requestsPerSecond;
  return measured.toSorted((a, b) => ratio(a) - ratio(b))[rounds >> 1] as Round;
}

async function againstMoto(
  world: World,
  { name, requests }: Pick<Case, 'name' | 'requests'>,
  sides: { readonly ours: Side; readonly seconds: number },
): Promise<Row | undefined> {
  if (world.moto === undefined) return undefined;
  const { url } = world.moto;
  const signed = await signAll(url, world.hallpass.root, requests);
  const motoSide = { url, requests: signed };
  const { ours, limit } = await inTurns({ ours: sides.ours, limit: motoSide }, sides.seconds);
  return {
    name,
    against: 'moto',
    reached: ours.requestsPerSecond / limit.requestsPerSecond,
    wanted: 30,
    unit: '×',
    note: `${perSecond(ours)} against ${perSecond(limit)}`,
  };
}

async function manyPolicies(world: World, seconds: number): Promise<Row> {
  const { url } = world.hallpass;
  const one = { url, requests: await signAll(url, world.user, [getSmall]) };
  const ten = { url, requests: await signAll(url, world.burdened, [getSmall]) };
  const { ours: withTen, limit: withOne } = await inTurns({ ours: ten, limit: one }, seconds);
  return {
    name: 'Cost of ten policies of 6 KB on the caller',
    against: 'one',
    reached: 100 - percent(withTen.requestsPerSecond, withOne.requestsPerSecond),
    wanted: 5,
    unit: '%',
    lessIsBetter: true,
    note: `${perSecond(withTen)} of ${perSecond(withOne)}`,
  };
}

async function listing(world: World, options: { readonly seconds: number }): Promise<Row> {
  const { url } = world.hallpass;
  const result = await load(url, await signAll(url, world.user, [listPage]), options);
  return {
    name: 'ListObjectsV2, 1000 keys among 100k',
    against: 'absolute',
    reached: result.requestsPerSecond,
    wanted: 600,
    unit: '/s',
    note: 'pages a second',
  };
}

async function largeObjects(
  world: World,
  options: { readonly seconds: number },
): Promise<Row | undefined> {
  if (world.nginx === undefined) return undefined;
  const { url } = world.hallpass;
  const ours = await load(url, await signAll(url, world.user, [getLarge]), options);
  const path = `/${largeKey}`;
  const theirs = await load(world.nginx.url, [{ method: 'GET', path, headers: {} }], options);
  const mebibytes = ({ bytesPerSecond }: LoadResult): string =>
    `${Math.round(bytesPerSecond / 1024 / 1024)} MiB/s`;
  return {
    name: 'GetObject 10 MiB',
    against: 'nginx',
    reached: percent(ours.bytesPerSecond, theirs.bytesPerSecond),
    wanted: 80,
    unit: '%',
    note: `${mebibytes(ours)} of ${mebibytes(theirs)}`,
  };
}

function resources(world: World): Row[] {
  const absolute = { against: 'absolute', lessIsBetter: true, note: '' } as const;
  return [
    {
      ...absolute,
      name: 'Ready after process start',
      reached: world.readyAfterMs,
      wanted: 400,
      unit: 'ms',
      note: 'the median of five first starts',
    },
    {
      ...absolute,
      name: 'Idle memory',
      reached: world.idleBytes / 1024 / 1024,
      wanted: 100,
      unit: 'MiB',
    },
  ];
}
