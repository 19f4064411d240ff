/**
 * The worker of `load.ts`: counts answers, and reads no more of one than its length and status. A
 * server that closes its connections after an answer (HTTP/1.0) is given new ones.
 */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import type { LoadCount, LoadOrder } from './load.ts';

const order = workerData as LoadOrder;
const sockets = new Set<Socket>();
let answered = 0;
let bytes = 0;
let next = 0;
let over = false;
let failure: string | undefined;

const headEnd = Buffer.from('\r\n\r\n');

interface Head {
  /** Of the body; `undefined` where it ends with the connection. */
  readonly length: number | undefined;
  readonly closes: boolean;
}

function readHead(text: string): Head {
  if (!/^HTTP\/1\.[01] 2/.test(text)) failure ??= text.slice(0, 500);
  const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1];
  const closes = text.startsWith('HTTP/1.0') || /\r\nconnection: *close/i.test(text);
  return { length: length === undefined ? undefined : Number(length), closes };
}

/** One connection: sends, waits for the whole answer, sends again. */
function drive(socket: Socket): void {
  let isHead = false;
  let head: Buffer = Buffer.alloc(0);
  let closes = false;
  let bodyLeft: number | undefined;
  const send = (): void => {
    const request = order.requests[next++ % order.requests.length];
    if (request === undefined) throw new Error('there is nothing to send');
    isHead = request.isHead;
    head = Buffer.alloc(0);
    bodyLeft = undefined;
    socket.write(request.bytes);
  };
  const onHead = (data: Buffer): void => {
    head = head.length === 0 ? data : Buffer.concat([head, data]);
    const end = head.indexOf(headEnd);
    if (end < 0) return;
    const found = readHead(head.subarray(0, end).toString('latin1'));
    closes = found.closes;
    const length = isHead ? 0 : (found.length ?? (closes ? Infinity : 0));
    bodyLeft = length - (head.length - end - headEnd.length);
  };
  socket.on('data', (data: Buffer) => {
    bytes += data.length;
    if (bodyLeft === undefined) onHead(data);
    else bodyLeft -= data.length;
    if (bodyLeft !== 0) return;
    answered += 1;
    if (closes) socket.end();
    else send();
  });
  socket.on('close', () => {
    sockets.delete(socket);
    if (bodyLeft === Infinity) answered += 1;
    if (!over) open();
  });
  send();
}

function open(): void {
  const socket = connect(order.port, order.host, () => drive(socket));
  sockets.add(socket);
  socket.setNoDelay(true);
  socket.on('error', (error) => {
    failure ??= error.message;
  });
}

for (let index = 0; index < order.connections; index += 1) open();
const startedAt = performance.now();
setTimeout(() => {
  over = true;
  const seconds = (performance.now() - startedAt) / 1000;
  for (const socket of sockets) socket.destroy();
  const count: LoadCount = {
    answered,
    bytes,
    seconds,
    ...(failure === undefined ? {} : { failure }),
  };
  parentPort?.postMessage(count);
}, order.seconds * 1000);
