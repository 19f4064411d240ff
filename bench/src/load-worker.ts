/** The worker of `load.ts`: counts answers, and reads no more of one than its length and status. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import type { LoadCount, LoadOrder } from './load.ts';

const order = workerData as LoadOrder;
let answered = 0;
let bytes = 0;
let next = 0;
let failure: string | undefined;

const headEnd = Buffer.from('\r\n\r\n');

/** One connection: sends, waits for the whole answer, sends again. */
function drive(socket: Socket): void {
  let isHead = false;
  let head: Buffer = Buffer.alloc(0);
  let bodyLeft = -1;
  const send = (): void => {
    const request = order.requests[next++ % order.requests.length];
    if (request === undefined) throw new Error('there is nothing to send');
    isHead = request.isHead;
    head = Buffer.alloc(0);
    bodyLeft = -1;
    socket.write(request.bytes);
  };
  const readHead = (data: Buffer): void => {
    head = head.length === 0 ? data : Buffer.concat([head, data]);
    const end = head.indexOf(headEnd);
    if (end < 0) return;
    const text = head.subarray(0, end).toString('latin1');
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(text)?.[1] ?? 0);
    if (!text.startsWith('HTTP/1.1 2')) failure ??= head.subarray(0, 500).toString('latin1');
    bodyLeft = (isHead ? 0 : length) - (head.length - end - headEnd.length);
  };
  socket.on('data', (data: Buffer) => {
    bytes += data.length;
    if (bodyLeft < 0) readHead(data);
    else bodyLeft -= data.length;
    if (bodyLeft !== 0) return;
    answered += 1;
    send();
  });
  send();
}

const sockets = Array.from({ length: order.connections }, () => {
  const socket = connect(order.port, order.host, () => drive(socket));
  socket.setNoDelay(true);
  socket.on('error', (error) => {
    failure ??= error.message;
  });
  return socket;
});
const startedAt = performance.now();
setTimeout(() => {
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
