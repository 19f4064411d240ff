import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import type { Server } from 'node:http';
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { HttpRequest, HttpResponse } from '@hallpass/wire';
import { afterEach, describe, expect, test } from 'vitest';
import type { Handle } from './http.ts';
import { createHttpServer } from './http.ts';

let server: Server;
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.close();
  await once(server, 'close');
});

async function serve(handle: Handle): Promise<void> {
  server = createHttpServer(handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
}

async function open(): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}

/** Everything up to the first text that fits. */
function until(socket: Socket, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.on('data', (data: Buffer) => {
      text += data.toString('latin1');
      if (pattern.test(text)) resolve(text);
    });
    socket.once('close', () => reject(new Error(`closed after: ${text}`)));
  });
}

const ok = (body: HttpResponse['body']): HttpResponse => ({
  status: 200,
  headers: {},
  ...(body === undefined ? {} : { body }),
});

async function collected({ body }: HttpRequest): Promise<HttpResponse> {
  const bytes = await body.collect?.(1 << 20);
  return ok(
    `${bytes?.byteLength} ${Buffer.from(bytes ?? [])
      .toString('latin1')
      .slice(-3)};`,
  );
}

async function streamed({ body }: HttpRequest): Promise<HttpResponse> {
  let length = 0;
  let end = '';
  for await (const chunk of body) {
    length += chunk.byteLength;
    end = Buffer.from(chunk).toString('latin1').slice(-3);
  }
  return ok(`${length} ${end};`);
}

const put = (body: string): string =>
  `PUT / HTTP/1.1\r\nhost: a\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

describe.each([
  ['collected', collected],
  ['streamed', streamed],
])('a body, %s', (_, handle) => {
  test.each([1, 1000, 65_535, 65_536, 65_537, 300_000])('of %i bytes', async (size) => {
    await serve(handle);
    const socket = await open();
    socket.write(put(`${'x'.repeat(size - 1)}y`));
    expect(await until(socket, /;/)).toContain(`\r\n\r\n${size} ${'xxy'.slice(-size)};`);
  });

  test('in pieces, the head apart', async () => {
    await serve(handle);
    const socket = await open();
    const whole = put('abcdef');
    const headEnd = whole.indexOf('\r\n\r\n') + 4;
    for (const piece of [whole.slice(0, headEnd), 'abc', 'def']) {
      socket.write(piece);
      await nextTurn();
    }
    expect(await until(socket, /;/)).toContain('6 def;');
  });

  test('that is none, announced or not', async () => {
    await serve(handle);
    const socket = await open();
    socket.write(put(''));
    socket.write('DELETE / HTTP/1.1\r\nhost: a\r\n\r\n');
    expect(await until(socket, /;.*;/s)).toMatch(/0 ;.*0 ;/s);
  });

  test('that is sent when it is asked for', async () => {
    await serve(handle);
    const socket = await open();
    const [head = '', body = ''] = put('abc').split(/(?<=\r\n\r\n)/);
    socket.write(head.replace('\r\n\r\n', '\r\nexpect: 100-continue\r\n\r\n'));
    await until(socket, /100 Continue/);
    socket.write(body);
    expect(await until(socket, /;/)).toContain('3 abc;');
  });

  test('that breaks off fails', async () => {
    const begun = Promise.withResolvers<void>();
    const settled = Promise.withResolvers<string>();
    await serve((request) => {
      const answer = handle(request);
      answer.then(
        () => settled.resolve('answered'),
        () => settled.resolve('refused'),
      );
      begun.resolve();
      return answer;
    });
    const socket = await open();
    socket.write(put('x'.repeat(100)).slice(0, -50));
    await begun.promise;
    socket.destroy();
    expect(await settled.promise).toBe('refused');
  });
});

test('who leaves right after asking is heard whole, or not at all', async () => {
  const lengths = new Set<number | undefined>();
  await serve(async ({ body }) => {
    lengths.add((await body.collect?.(1 << 20))?.byteLength);
    return ok('');
  });
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const socket = await open();
    socket.write(put('x'.repeat(1000)), () => socket.resetAndDestroy());
    await once(socket, 'close');
  }
  const last = await open();
  last.write(put('x'.repeat(1000)));
  await until(last, /200 OK/);
  expect([...lengths]).toEqual([1000]);
});

describe('answers', () => {
  test('come in the order of their requests, whichever is ready first', async () => {
    let late: ((answer: HttpResponse) => void) | undefined;
    await serve(({ path }) =>
      path === '/late'
        ? new Promise((resolve) => (late = resolve))
        : (late?.(ok('late')), ok('early;')),
    );
    const socket = await open();
    const get = (path: string): string => `GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`;
    socket.write(get('/late') + get('/early'));
    expect(await until(socket, /;/)).toMatch(/\r\n\r\nlate.*\r\n\r\nearly;/s);
  });

  test.each([
    ['ASCII', 'plain;', 6],
    ['other text', 'gr\u00fcn;', 6],
    ['bytes', Uint8Array.of(0xff, 0, 0x3b), 3],
    ['long ASCII', `${'x'.repeat(99_999)};`, 100_000],
    ['long other text', `${'\u00fc'.repeat(50_000)};`, 100_001],
  ])('have the length of their bytes: %s', async (_, body, length) => {
    await serve(() => ok(body));
    const socket = await open();
    socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
    const [head = '', rest] = (await until(socket, /;/)).split('\r\n\r\n');
    expect(head).toContain(`Content-Length: ${length}`);
    expect(rest).toBe(Buffer.from(body as string).toString('latin1'));
  });

  test('to requests whose body nobody reads leave the connection usable', async () => {
    await serve(() => ok('refused;'));
    const socket = await open();
    socket.write(put('x'.repeat(1000)) + put('y'.repeat(1000)));
    expect(await until(socket, /;.*;/s)).toMatch(/200 OK.*200 OK/s);
  });
});
