/**
 * The only file that knows `node:http`: requests in, answers out, nothing of AWS. Raw targets and
 * raw headers pass through untouched, since folding a path corrupts keys and signatures.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { HttpRequest, HttpResponse, RequestBody } from '@hallpass/wire';

/**
 * Not by `import`: that reads every export of the module, and one of them loads undici, which costs
 * 35 ms of the start and 8 MiB.
 */
const { createServer } = process.getBuiltinModule('node:http');

/** Total of request line and headers. AWS's own limit for S3 is 8 KiB of user headers plus the rest. */
const headerBytesMax = 32 * 1024;
/** An idle connection is kept this long; the SDKs' agents close theirs before. Milliseconds. */
const keepAliveMs = 65_000;
/** Headers must have arrived within this time. Milliseconds. */
const headersMs = 30_000;
/** A body left unread up to this size is read and dropped, so that the connection can be kept. */
const drainBytesMax = 256 * 1024;
/** From here on an answer is long. Characters, or bytes. */
const longFrom = 16 * 1024;

/** Work of this turn of the event loop: requests to begin, then answers to write. */
let arrived: (() => void)[] = [];
let readyAnswers: (() => void)[] = [];
let turnEnds = false;

/**
 * What one turn of the event loop brings in is handled at its end, all in a row: small bodies have
 * arrived by then, and each step finds the processor warm from the request before.
 */
function atEndOfTurn(queue: (() => void)[], work: () => void): void {
  queue.push(work);
  if (turnEnds) return;
  turnEnds = true;
  setImmediate(endTurn);
}

/**
 * Short answers, too, are written in a row. A client that waits is then woken once for all of them;
 * to wake it for each costs more than making a short answer does.
 */
function endTurn(): void {
  const requests = arrived;
  arrived = [];
  for (const begin of requests) begin();
  const answers = readyAnswers;
  readyAnswers = [];
  turnEnds = false;
  for (const write of answers) write();
}

function isShort({ body }: HttpResponse): boolean {
  if (body === undefined) return true;
  return (typeof body === 'string' || body instanceof Uint8Array) && body.length < longFrom;
}

/** An answer that is there at once is cheaper than a promise of it. */
export type Handle = (request: HttpRequest) => HttpResponse | Promise<HttpResponse>;

export function createHttpServer(handle: Handle): Server {
  const write = (
    message: IncomingMessage,
    response: ServerResponse,
    answer: HttpResponse,
  ): void => {
    try {
      // The server stops: whoever is answered now must not ask again here.
      if (!server.listening) response.setHeader('Connection', 'close');
      send(message, response, answer)?.catch(() => response.destroy());
    } catch {
      response.destroy();
    }
  };
  const begin = (message: IncomingMessage, response: ServerResponse, waits: boolean): void => {
    // Whoever went away meanwhile took the body along, if there was one.
    if (message.destroyed && !message.readableEnded) return;
    const reply = (answer: HttpResponse): void => {
      if (isShort(answer)) atEndOfTurn(readyAnswers, () => write(message, response, answer));
      else write(message, response, answer);
    };
    try {
      const answer = handle(acceptRequest(message, waits ? response : undefined));
      if (!(answer instanceof Promise)) return reply(answer);
      // `handle` answers every failure itself; what is thrown here is the connection's.
      answer.then(reply, () => response.destroy());
    } catch {
      response.destroy();
    }
  };
  const onRequest = (message: IncomingMessage, response: ServerResponse): void => {
    atEndOfTurn(arrived, () => begin(message, response, false));
  };
  const server = createServer(
    {
      optimizeEmptyRequests: true,
      maxHeaderSize: headerBytesMax,
      keepAliveTimeout: keepAliveMs,
      headersTimeout: headersMs,
      // Large uploads take their time; a stalled one is cut by the idle timeout of the socket.
      requestTimeout: 0,
    },
    onRequest,
  );
  server.timeout = 120_000;
  server.maxHeadersCount = 200;
  server.on('checkContinue', (message: IncomingMessage, response: ServerResponse) => {
    begin(message, response, true);
  });
  return server;
}

/** Sixteen hex-like characters would do; AWS's query services answer with UUIDs, S3 with its own. */
function acceptRequest(message: IncomingMessage, waiting: ServerResponse | undefined): HttpRequest {
  const target = message.url ?? '/';
  const mark = target.indexOf('?');
  return {
    method: message.method ?? 'GET',
    path: mark < 0 ? target : target.slice(0, mark),
    rawQuery: mark < 0 ? '' : target.slice(mark + 1),
    rawHeaders: message.rawHeaders,
    headers: message.headers as Readonly<Record<string, string | undefined>>,
    body: new MessageBody(message, waiting),
    sourceIp: plainAddress(message.socket.remoteAddress ?? ''),
    secureTransport: 'encrypted' in message.socket,
    requestId: randomUUID(),
  };
}

/** `::ffff:127.0.0.1` is 127.0.0.1 to a policy. */
function plainAddress(address: string): string {
  return address.startsWith('::ffff:') ? address.slice(7) : address;
}

/** Of the thousands of bodies a second most are never asked for: this one costs two fields. */
class MessageBody implements RequestBody {
  readonly #message: IncomingMessage;
  /** `Expect: 100-continue`: the client sends its body only when someone wants to read it. */
  readonly #waiting: ServerResponse | undefined;

  constructor(message: IncomingMessage, waiting: ServerResponse | undefined) {
    this.#message = message;
    this.#waiting = waiting;
  }

  collect(bytesMax: number): Uint8Array | Promise<Uint8Array> {
    this.#waiting?.writeContinue();
    return atHand(this.#message) ?? collect(this.#message, bytesMax);
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    this.#waiting?.writeContinue();
    const whole = atHand(this.#message);
    const source = whole === undefined ? this.#message : onlyChunk(whole);
    return source[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  }
}

/** All of a body that has arrived: neither listeners nor promises are needed for it. */
function atHand(message: IncomingMessage): Uint8Array | undefined {
  if (!message.complete || message.readableDidRead) return undefined;
  const chunks: Buffer[] = [];
  for (let chunk = readChunk(message); chunk !== null; chunk = readChunk(message)) {
    chunks.push(chunk);
  }
  return inOnePiece(chunks);
}

const readChunk = (message: IncomingMessage): Buffer | null => message.read() as Buffer | null;

function inOnePiece(chunks: readonly Buffer[]): Buffer {
  const [first] = chunks;
  return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
}

async function* onlyChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.byteLength > 0) yield bytes;
}

/** Three listeners cost a fraction of what node's iterator of a stream does. */
function collect(message: IncomingMessage, bytesMax: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (): void => resolve(inOnePiece(chunks));
    message.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= bytesMax) return;
      message.pause();
      finish();
    });
    message.once('end', finish);
    message.once('close', () => {
      // Every request ends with this; an error nobody hears of would cost its stack all the same.
      if (!message.complete) reject(new Error('the connection was closed within a request'));
    });
  });
}

/** Gives a promise only where the body is a stream. */
function send(
  message: IncomingMessage,
  response: ServerResponse,
  answer: HttpResponse,
): Promise<void> | undefined {
  if (!message.complete) leaveUnread(message, response);
  const { status, headers, body } = answer;
  if (body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array)) {
    response.writeHead(status, headers);
    return sendStream(response, body);
  }
  const length = body === undefined ? 0 : Buffer.byteLength(body);
  if (status >= 200 && status !== 204 && status !== 304 && message.method !== 'HEAD') {
    // Without a length node would send even an empty body in chunks.
    headers['Content-Length'] = String(length);
  }
  response.writeHead(status, headers);
  if (body === undefined) response.end();
  else if (length >= longFrom) response.end(bytesOf(body, length));
  else endInOne(response, body, length);
  return undefined;
}

/**
 * What is short goes out in one string with the head: a text that has only ASCII, which is cheapest
 * to write as Latin-1, or any bytes, which are a text in Latin-1.
 */
function endInOne(response: ServerResponse, body: Uint8Array | string, length: number): void {
  if (typeof body === 'string') response.end(body, length === body.length ? 'latin1' : 'utf8');
  else response.end(latin1Of(body), 'latin1');
}

/** A long text is better encoded once. */
function bytesOf(body: Uint8Array | string, length: number): Uint8Array {
  if (typeof body !== 'string') return body;
  return Buffer.from(body, length === body.length ? 'latin1' : 'utf8');
}

function latin1Of({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
}

/** An answer before the body was read: a small rest is dropped, a large one costs the connection. */
function leaveUnread(message: IncomingMessage, response: ServerResponse): void {
  const length = Number(message.headers['content-length'] ?? 0);
  const unknown = message.headers['transfer-encoding'] !== undefined;
  const waiting = message.headers.expect !== undefined;
  if (unknown || waiting || length > drainBytesMax) response.setHeader('Connection', 'close');
  if (!message.readableFlowing && message.readableDidRead === false) message.resume();
}

async function sendStream(
  response: ServerResponse,
  body: AsyncIterable<Uint8Array>,
): Promise<void> {
  for await (const chunk of body) {
    if (response.destroyed) return;
    if (!response.write(chunk)) await drained(response);
  }
  response.end();
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}
