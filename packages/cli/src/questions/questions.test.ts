/** `hallpass why` and `hallpass can` on the tutorial, as its people would ask. */
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { S3Client, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ended, RunningServe } from '../../test/hallpass-process.ts';
import { newFolder, run, serve } from '../../test/hallpass-process.ts';
import { credentialsPath, readProfile } from '../credentials-file.ts';

const role = 'arn:aws:iam::999999999999:role/UpdateApp';
const theresa = 'arn:aws:iam::111111111111:user/Theresa';
const denied = `User: ${theresa} is not authorized to perform: sts:AssumeRole on resource: ${role} with an explicit deny in an identity-based policy`;

interface Denial {
  readonly message: string;
  readonly $metadata: { readonly requestId: string };
  readonly EncodedMessage: string;
}

describe('questions about decisions', () => {
  const folder = newFolder();
  let server: RunningServe;
  let environment: Record<string, string>;
  let denial: Denial;

  const ask = async (profile: string, ...args: readonly string[]): Promise<Ended> =>
    run([...args, '--profile', profile], { environment }).ended;

  const configOf = (name: string) => {
    const credentials = readProfile(credentialsPath(folder), name);
    if (credentials === undefined) throw new Error(`no profile ${name}`);
    return { endpoint: server.url, region: 'us-east-1', credentials };
  };

  beforeAll(async () => {
    server = await serve(['--data', folder, '--example', 'cross-account']);
    environment = {
      AWS_ENDPOINT_URL: server.url,
      AWS_SHARED_CREDENTIALS_FILE: credentialsPath(folder),
    };
    const told = run(['tutorial', '--endpoint', server.url], { environment });
    if ((await told.ended).code !== 0) throw new Error(`the tutorial failed: ${told.stdout()}`);
    const sts = new STSClient(configOf('theresa'));
    denial = await sts
      .send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'Theresa' }))
      .then(
        () => {
          throw new Error('Theresa got the role');
        },
        (error: unknown) => error as Denial,
      );
    sts.destroy();
  });

  describe('why', () => {
    const asPrinted = (message: string): string =>
      `\nAn error occurred (AccessDenied) when calling the AssumeRole operation: ${message}\n`;

    it("underlines the Deny of Testers' inline policy for what `aws sts assume-role` printed", async () => {
      expect(denial.message).toBe(denied);
      const { code, stdout, stderr } = await ask('theresa', 'why', asPrinted(denied));
      expect(stderr).toBe('');
      expect(code).toBe(0);
      const lines = stdout.split('\n');
      expect(lines.slice(0, 3)).toEqual([
        `DENIED: sts:AssumeRole on ${role}`,
        `  for ${theresa}`,
        '  by statement 1 of deny-assume-S3-role-in-production of arn:aws:iam::111111111111:group/Testers',
      ]);
      const at = lines.findIndex((line) => line.includes('Deny in statement 1, line 1: applies'));
      const [heading = '', ...shown] = lines.slice(at - 1);
      expect(heading).toBe(
        '  deny-assume-S3-role-in-production of arn:aws:iam::111111111111:group/Testers',
      );
      const [, line = '', carets = ''] = shown;
      expect(line).toContain('"Effect":"Deny"');
      expect(carets.trimStart()).toMatch(/^\| +\^{6}$/);
      expect(carets.indexOf('^')).toBe(line.indexOf('"Deny"'));
      expect(stdout).toContain('to allow it\n  remove or narrow the Deny in statement 1 (line 1)');
    });

    it('takes the request id, the encoded message, and words without quotes', async () => {
      for (const words of [
        [denial.$metadata.requestId],
        [denial.EncodedMessage],
        denied.split(' '),
        [`AccessDenied: ${denied}`],
      ]) {
        const { stdout, stderr } = await ask('theresa', 'why', ...words);
        expect(stderr, words.join(' ')).toBe('');
        expect(stdout).toContain(`DENIED: sts:AssumeRole on ${role}`);
      }
    });

    it('is brief, and tells all with --all', async () => {
      const brief = await ask('theresa', 'why', denied);
      expect(brief.stdout).not.toContain('does not apply');
      const all = await ask('theresa', 'why', '--all', denied);
      expect(all.stdout).toContain('PowerUserAccess');
      expect(all.stdout).toContain('does not apply, sts:AssumeRole is not among the actions');
    });

    it("shows what Production's trust policy says and not what stands in it", async () => {
      const { stdout } = await ask('theresa', 'why', '--all', denied);
      expect(stdout).toContain(
        "role trust policy: allows\n  not shown: the policy is account 999999999999's\n",
      );
      expect(stdout).not.toContain(':root');
    });

    it("gives JSON: AWS's shape and the trace", async () => {
      const { stdout } = await ask('theresa', 'why', '--json', denied);
      expect(JSON.parse(stdout)).toMatchObject({
        allowed: false,
        explicitDeny: true,
        matchedStatements: { items: [{ policy: { name: 'deny-assume-S3-role-in-production' } }] },
        context: { action: 'sts:AssumeRole', resource: role, principal: { arn: theresa } },
        trace: { sets: expect.any(Array) },
      });
    });

    it('colours only on a terminal, or when forced', async () => {
      const plain = await ask('theresa', 'why', denied);
      expect(plain.stdout).not.toContain('\u001b');
      const coloured = { ...environment, FORCE_COLOR: '1' };
      const forced = run(['why', denied, '--profile', 'theresa'], { environment: coloured });
      const { stdout } = await forced.ended;
      expect(stdout).toContain('\u001b[31mDENIED\u001b[0m');
    });

    it("explains S3's denials too", async () => {
      const s3 = new S3Client({ ...configOf('david'), forcePathStyle: true });
      const error = (await s3
        .send(new ListObjectsV2Command({ Bucket: 'productionapp' }))
        .catch((caught: unknown) => caught)) as Error;
      s3.destroy();
      const { stdout } = await ask('david', 'why', error.message);
      expect(stdout).toContain('because no resource-based policy allows it');
      expect(stdout).toContain(
        'add s3:ListBucket on arn:aws:s3:::productionapp to the resource-based policy, for user David',
      );
    });

    it('fails in a line: unknown denials, other accounts, no permission, no server', async () => {
      const unknown =
        'hallpass: no recent denial of this account has this request id or text, and it is no encoded message\n';
      expect(await ask('theresa', 'why', 'nonsense')).toMatchObject({ code: 1, stderr: unknown });
      expect(await ask('production-admin', 'why', denied)).toMatchObject({ stderr: unknown });
      const elsewhere = { ...environment, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
      const asked = run(['why', denied, '--profile', 'theresa'], { environment: elsewhere });
      expect(await asked.ended).toMatchObject({
        code: 2,
        stderr: 'hallpass: no server answers at http://127.0.0.1:1\n',
      });
      const nobody = {
        ...environment,
        AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
        HOME: '/nowhere',
        AWS_EC2_METADATA_DISABLED: 'true',
      };
      const { code, stderr } = await run(['why', denied], { environment: nobody }).ended;
      expect(code).toBe(2);
      expect(stderr).toMatch(/^hallpass: there are no AWS credentials to ask with/);
    });
  });

  describe('can', () => {
    it('says yes for David, with both sides', async () => {
      const { code, stdout } = await ask(
        'development-admin',
        'can',
        'user/David',
        'sts:AssumeRole',
        role,
      );
      expect(code).toBe(0);
      expect(stdout).toBe(
        [
          'yes',
          "  the caller's account allows it",
          "  the resource's account allows it",
          '  by line 1 of allow-assume-S3-role-in-production (inline in group Developers)',
          '  by line 4 of PowerUserAccess (managed by AWS)',
          '',
        ].join('\n'),
      );
    });

    it('says no for Theresa, and by what', async () => {
      const { code, stdout } = await ask(
        'development-admin',
        'can',
        theresa,
        'sts:AssumeRole',
        role,
      );
      expect(code).toBe(1);
      expect(stdout).toContain("no: an explicit Deny\n  the caller's account denies it\n");
      expect(stdout).toContain('deny-assume-S3-role-in-production (inline in group Testers)');
    });

    it('knows the role, its bucket and nothing else', async () => {
      const may = async (...words: readonly string[]) =>
        (await ask('production-admin', 'can', 'role/UpdateApp', ...words)).code;
      expect(await may('s3:ListBucket', 'arn:aws:s3:::productionapp')).toBe(0);
      expect(await may('s3:ListBucket', 'arn:aws:s3:::other-999999999999')).toBe(1);
      expect(await may('s3:ListAllMyBuckets')).toBe(0);
    });

    it('gives JSON, and fails with 2 when it cannot ask', async () => {
      const { stdout } = await ask(
        'development-admin',
        'can',
        'user/David',
        'iam:ListUsers',
        '--json',
      );
      expect(JSON.parse(stdout)).toMatchObject({ EvalDecision: 'implicitDeny' });
      const wrong = await ask('development-admin', 'can', 'user/Nobody', 'iam:ListUsers');
      expect(wrong.code).toBe(2);
      expect(wrong.stderr).toContain('user/Nobody cannot be found.');
      const context = await ask('development-admin', 'can', 'user/David', 's3:x', '--context', 'k');
      expect(context).toMatchObject({
        code: 2,
        stderr: 'hallpass: --context takes key=value, not k\n',
      });
      // Power users may not ask the simulator.
      expect((await ask('david', 'can', 'user/David', 'iam:ListUsers')).code).toBe(2);
    });
  });
});
