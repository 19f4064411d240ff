/** Peers that may happen to be installed: nginx for large objects, moto's server for the AWS API. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { StartedProcess } from './processes.ts';
import { launch, startProcess, temporaryFolder } from './processes.ts';

export function isInstalled(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function answering(url: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    try {
      await fetch(url);
      return;
    } catch {
      await new Promise((done) => setTimeout(done, 50));
    }
  }
  throw new Error(`nothing answers at ${url}`);
}

export type Peer = Pick<StartedProcess, 'url'>;

/** Serves the files given, with one worker and sendfile, as packaged. */
export async function startNginx(files: Readonly<Record<string, Uint8Array>>): Promise<Peer> {
  const folder = temporaryFolder('nginx');
  const port = await freePort();
  mkdirSync(join(folder, 'files'));
  for (const [name, bytes] of Object.entries(files)) {
    writeFileSync(join(folder, 'files', name), bytes);
  }
  const configuration = `
    daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
    user ${process.getuid?.() === 0 ? 'root' : 'nobody'};
    events { worker_connections 256; }
    http { access_log off; sendfile on; keepalive_requests 1000000;
      client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder};
      uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
      server { listen 127.0.0.1:${port}; location / { root ${folder}/files; } } }`;
  writeFileSync(join(folder, 'nginx.conf'), configuration);
  launch('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder]);
  const url = `http://127.0.0.1:${port}`;
  await answering(url);
  return { url };
}

/**
 * As its users start it: one process of many threads, which closes each connection after its
 * answer.
 */
export async function startMoto(): Promise<Peer> {
  const port = await freePort();
  const args = ['-H', '127.0.0.1', '-p', String(port)];
  const { url } = await startProcess('moto_server', args, /Running on (http\S+)/);
  await answering(url);
  return { url };
}
