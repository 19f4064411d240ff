/** `serve --example cross-account` and `tutorial`, as the README tells them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ListUsersCommand } from '@aws-sdk/client-iam';
import { ListAccountsCommand } from '@aws-sdk/client-organizations';
import { DeleteObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { awsClients } from '../src/aws-clients.ts';
import type { AwsClients } from '../src/aws-clients.ts';
import { readProfile } from '../src/credentials-file.ts';
import { newFolder, run, serve } from './hallpass-process.ts';

const example = ['--example', 'cross-account'];

function clientsOf(url: string, folder: string, profile: string): AwsClients {
  const found = readProfile(join(folder, 'credentials'), profile);
  if (found === undefined) throw new Error(`no profile ${profile}`);
  return awsClients(url, found);
}

async function arnOf(clients: AwsClients): Promise<string | undefined> {
  return (await clients.sts.send(new GetCallerIdentityCommand({}))).Arn;
}

describe('serve --example cross-account', () => {
  it('makes the prerequisites once, and not the solution', async () => {
    const folder = newFolder();
    const first = await serve(['--data', folder, ...example]);
    expect(first.stdout()).toContain('npx hallpass tutorial --commands');
    const people = {
      'management-admin': /:user\/Administrator$/,
      'development-admin': /^arn:aws:iam::111111111111:user\/Administrator$/,
      'production-admin': /^arn:aws:iam::999999999999:user\/Administrator$/,
      david: /^arn:aws:iam::111111111111:user\/David$/,
      theresa: /^arn:aws:iam::111111111111:user\/Theresa$/,
    };
    for (const [profile, arn] of Object.entries(people)) {
      expect(await arnOf(clientsOf(first.url, folder, profile))).toMatch(arn);
    }
    const root = clientsOf(first.url, folder, 'root');
    const { Accounts } = await root.organizations.send(new ListAccountsCommand({}));
    expect(Accounts?.map(({ Name }) => Name).toSorted()).toEqual([
      'Development',
      'Production',
      'Root',
    ]);
    const { s3 } = clientsOf(first.url, folder, 'production-admin');
    await s3.send(new DeleteObjectCommand({ Bucket: 'productionapp', Key: 'readme.txt' }));
    await first.stop();
    const written = readFileSync(join(folder, 'credentials'), 'utf8');

    const second = await serve(['--data', folder, ...example]);
    const again = readFileSync(join(folder, 'credentials'), 'utf8');
    expect(again).toBe(written.replaceAll(first.url, second.url));
    const admin = clientsOf(second.url, folder, 'production-admin');
    const { Contents } = await admin.s3.send(new ListObjectsV2Command({ Bucket: 'productionapp' }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(['app/config.json']);
    await second.stop();
  });

  it('goes on after being killed in the middle, any number of times', async () => {
    const folder = newFolder();
    for (const afterMs of [450, 550, 650, 750, 850, 950, 1050]) {
      const command = run(['serve', '--port', '0', '--data', folder, ...example]);
      await sleep(afterMs);
      command.child.kill('SIGKILL');
      await command.ended;
    }
    const server = await serve(['--data', folder, ...example]);
    const { iam } = clientsOf(server.url, folder, 'development-admin');
    const { Users } = await iam.send(new ListUsersCommand({}));
    expect(Users?.map(({ UserName }) => UserName)).toEqual(['Administrator', 'David', 'Theresa']);
    const environment = { AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials') };
    const told = await run(['tutorial', '--endpoint', server.url], { environment }).ended;
    expect(told).toMatchObject({ code: 0, stderr: '' });
    await server.stop();
  });
});

describe('tutorial', () => {
  it('on a server of its own goes as at AWS', async () => {
    const { code, stdout, stderr } = await run(['tutorial']).ended;
    expect(stderr).toBe('');
    expect(stdout).toMatch(/\n(\d+) of \1 steps are as they should be\n$/);
    expect(stdout).not.toContain('✗');
    expect(code).toBe(0);
  });

  it('on a given server can be told again', async () => {
    const folder = newFolder();
    const server = await serve(['--data', folder, ...example]);
    const environment = { AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials') };
    for (let times = 0; times < 2; times++) {
      const told = await run(['tutorial', '--endpoint', server.url], { environment }).ended;
      expect(told).toMatchObject({ code: 0, stderr: '' });
    }
    await server.stop();
  });

  it('says what is missing', async () => {
    const folder = newFolder();
    const server = await serve(['--data', folder]);
    const environment = { AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials') };
    const bare = await run(['tutorial', '--endpoint', server.url], { environment }).ended;
    expect(bare.code).toBe(1);
    expect(bare.stderr).toMatch(
      /^hallpass: there is no profile development-admin: start the .*\n$/,
    );
    await server.stop();
    const nobody = await run(['tutorial', '--endpoint', server.url], { environment }).ended;
    expect(nobody).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `hallpass: no Hallpass server answers at ${server.url}\n`,
    });
    const none = await run(['tutorial', '--endpoint', 'nowhere'], { environment }).ended;
    expect(none).toMatchObject({ code: 1, stderr: 'hallpass: nowhere is no http URL\n' });
  });

  it('as commands names the file and the endpoint', async () => {
    const workingFolder = newFolder();
    const args = ['tutorial', '--commands', '--endpoint', 'http://127.0.0.1:1234'];
    const { code, stdout } = await run(args, { workingFolder }).ended;
    expect(code).toBe(0);
    expect(stdout).toContain(
      `export AWS_SHARED_CREDENTIALS_FILE='${workingFolder}/hallpass-data/credentials'\n` +
        'export AWS_ENDPOINT_URL=http://127.0.0.1:1234\n',
    );
  });
});
