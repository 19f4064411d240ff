/** `hallpass clock advance`: what moves with it, what does not, and who may not move it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ListUsersCommand } from '@aws-sdk/client-iam';
import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { awsClients } from '../src/aws-clients.ts';
import { readProfile } from '../src/credentials-file.ts';
import type { Ended } from './hallpass-process.ts';
import { newFolder, run, serve } from './hallpass-process.ts';

const advance = (endpoint: string, seconds: string): Promise<Ended> =>
  run(['clock', 'advance', seconds, '--endpoint', endpoint]).ended;

describe('clock advance', () => {
  it('expires sessions, and un-expires them; signatures stay good', async () => {
    const folder = newFolder();
    const server = await serve(['--data', folder, '--test-clock']);
    const root = readProfile(join(folder, 'credentials'), 'root');
    const { sts } = awsClients(server.url, root ?? { accessKeyId: '', secretAccessKey: '' });
    const { Credentials: issued } = await sts.send(
      new GetSessionTokenCommand({ DurationSeconds: 900 }),
    );
    const session = awsClients(server.url, {
      accessKeyId: issued?.AccessKeyId ?? '',
      secretAccessKey: issued?.SecretAccessKey ?? '',
      sessionToken: issued?.SessionToken ?? '',
    });
    const forward = await advance(server.url, '901');
    expect(forward.stdout).toMatch(/^now is \d{4}-\S+Z \(901 s from the real time\)\n$/);
    await expect(session.iam.send(new ListUsersCommand({}))).rejects.toMatchObject({
      name: 'ExpiredToken',
    });
    expect(await advance(server.url, '-901')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('(0 s from the real time)') as string,
    });
    await expect(session.iam.send(new ListUsersCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
    });
    await server.stop();
  });

  it('is refused without --test-clock', async () => {
    const server = await serve(['--data', newFolder()]);
    expect(await advance(server.url, '1')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'hallpass: the clock can be moved only when started with --test-clock\n',
    });
    await server.stop();
  });

  it('takes whole seconds only, and not more than dates can bear', async () => {
    const server = await serve(['--data', newFolder(), '--test-clock']);
    for (const seconds of ['1.5', 'x', '', '1e3', '99999999999']) {
      const { code, stderr } = await advance(server.url, seconds);
      expect([code, stderr]).toEqual([
        1,
        `hallpass: SECONDS must be a whole number, not ${seconds}\n`,
      ]);
    }
    const { code, stderr } = await advance(server.url, '9999999999');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^hallpass: .*\n$/)]);
    const typo = await run(['clock', 'advance', '1', '--endpiont', server.url]).ended;
    expect(typo.code).toBe(1);
    await server.stop();
  });

  it('says when nobody or somebody else answers', async () => {
    expect(await advance('http://127.0.0.1:1', '1')).toMatchObject({
      code: 1,
      stderr: 'hallpass: no server answers at http://127.0.0.1:1\n',
    });
    const other = createServer((_, response) => response.end('<html>')).listen(0, '127.0.0.1');
    await new Promise((done) => other.once('listening', done));
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    expect(await advance(url, '1')).toMatchObject({
      code: 1,
      stderr: `hallpass: what answers at ${url} is no Hallpass server\n`,
    });
    other.close();
  });
});
