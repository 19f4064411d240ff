/** `hallpass test`, as the real binary, and the reading of its files. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Ended } from '../../test/hallpass-process.ts';
import { newFolder, run, serve } from '../../test/hallpass-process.ts';
import { credentialsPath } from '../credentials-file.ts';
import { decideOffline, differences } from './decide.ts';
import { principalFrom } from './principals.ts';
import { readSuite } from './read-suite.ts';

const tutorial = resolve(import.meta.dirname, '../../../../examples/policy-tests/tutorial.yaml');

const test = async (...args: readonly string[]): Promise<Ended> => run(['test', ...args]).ended;

function fileOf(text: string): string {
  const file = join(newFolder(), 'cases.yaml');
  writeFileSync(file, text);
  return file;
}

const oneCase = (expected: string): string => `
policies:
  read:
    Version: '2012-10-17'
    Statement: [{ Sid: Read, Effect: Allow, Action: 's3:Get*', Resource: '*' }]
cases:
  - name: reads <&> "writes"
    principal: arn:aws:iam::012345678901:user/David
    action: s3:GetObject
    resource: arn:aws:s3:::b/k
    policies: { identity: read }
${expected}
`;

describe("the tutorial's suite", () => {
  it('passes without a server', async () => {
    const { code, stdout, stderr } = await test('--skip-live', tutorial);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/✓ Theresa, a tester, does not\n[^]*\n7 passed, 2 skipped\n$/);
    expect(code).toBe(0);
  });

  it('passes on a server on which the tutorial was performed', async () => {
    const folder = newFolder();
    const { url } = await serve(['--data', folder, '--example', 'cross-account']);
    const environment = {
      AWS_ENDPOINT_URL: url,
      AWS_SHARED_CREDENTIALS_FILE: credentialsPath(folder),
    };
    await run(['tutorial', '--endpoint', url], { environment }).ended;
    const ask = async (profile: string) =>
      run(['test', tutorial, '--profile', profile], { environment }).ended;
    expect(await ask('development-admin')).toMatchObject({ code: 0, stderr: '' });
    // Developers may not ask the simulator: that is an error of the case, not a pass.
    const refused = await ask('david');
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain('is not authorized to perform: iam:SimulatePrincipalPolicy');
  });
});

describe('results', () => {
  it('shows a difference as a diff with the tree of the decision, and fails', async () => {
    const file = fileOf(oneCase('    expect: explicitDeny\n    by: { policy: other }'));
    const { code, stdout } = await test(file);
    expect(code).toBe(1);
    expect(stdout).toBe(
      [
        '✗ reads <&> "writes"',
        `  ${file}:7`,
        '  s3:GetObject on arn:aws:s3:::b/k',
        '  - decision: explicitDeny',
        '  + decision: allow',
        '  - by: other',
        '  + by: read statement "Read" line 4 (identity)',
        '    ALLOWED: s3:GetObject on arn:aws:s3:::b/k',
        '      for arn:aws:iam::012345678901:user/David',
        '      by statement "Read" of read',
        '    identity-based policy: allows',
        '      read: Allow in statement "Read", line 4',
        '',
        '0 passed, 1 failed',
        '',
      ].join('\n'),
    );
  });

  it('writes JUnit XML and JSON', async () => {
    const file = fileOf(oneCase('    expect: deny'));
    const junit = join(newFolder(), 'junit.xml');
    const { code, stdout } = await test(file, tutorial, '--skip-live', '--json', '--junit', junit);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      passed: 7,
      failed: 1,
      skipped: 2,
      cases: [
        { file, line: 7, passed: false, expected: { decision: 'deny' }, decision: 'allow' },
        { passed: true },
        ...Array.from({ length: 8 }, () => ({})),
      ],
    });
    const xml = readFileSync(junit, 'utf8');
    expect(xml).toContain('tests="1" failures="1" errors="0" skipped="0"');
    expect(xml).toContain('name="reads &lt;&amp;&gt; &quot;writes&quot;"');
    expect(xml).toContain('<failure message="- decision: deny&#10;+ decision: allow">');
    expect(xml.match(/<testcase /g)).toHaveLength(10);
  });

  it('an unwritable JUnit file and a missing file are failures with code 2', async () => {
    expect(await test(tutorial, '--skip-live', '--junit', '/nowhere/x')).toMatchObject({ code: 2 });
    const { code, stderr } = await test('/nowhere.yaml');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^hallpass: \/nowhere\.yaml: ENOENT/);
  });
});

describe('the form of a file', () => {
  const faults = async (text: string): Promise<string[]> =>
    (await readSuite('f', text)).faults.map(
      ({ line, column, message }) => `${line}:${column} ${message}`,
    );

  it.each([
    ['cases: [', /^1:9 Flow sequence/],
    ['a: 1\na: 2', /^2:1 Map keys must be unique/],
    ['[]', /^1:1 the file must be a mapping/],
    ['policies: {}', /cases must be a list/],
    ['cases: [1]', /^1:9 a case must be a mapping/],
    ['cases: [{expct: allow}]', /^1:10 a case has no "expct": it takes name, live/],
    ['cases: [{expect: maybe}]', /^1:18 expect is one of allow, deny, explicitDeny, implicitDeny/],
    ['cases: [{live: true, policies: {}}]', /a live case has no policies/],
    ['cases: [{live: true, by: {statement: 1}}]', /a live case knows no statements/],
    ['cases: [{resourceAccount: 1}]', /resourceAccount has twelve digits/],
    ['cases: [{principal: arn:aws:iam::1:user/x}]', /"arn:aws:iam::1:user\/x" is no principal/],
    ['cases: [{policies: {identity: nope}}]', /^1:31 there is no policy "nope"/],
    ['cases: [{policies: {scp: [[FullAWSAccess], [nope]]}}]', /^1:45 there is no policy "nope"/],
    ['policies: {p: {file: nope.json}}\ncases: []', /^1:16 nope\.json cannot be read/],
    ['cases: [{policies: {resource: [], trust: []}}]', /a resource has one policy/],
    ['cases: [{by: {type: x}}]', /by: type is one of identity/],
  ])('%s', async (text, message) => {
    expect((await faults(text)).some((line) => message.test(line))).toBe(true);
  });

  it('tells all faults together, with places', async () => {
    const { code, stderr } = await test(fileOf('cases:\n  - {}\n  - 1\n'));
    expect(code).toBe(2);
    expect(stderr.split('\n').length).toBeGreaterThan(4);
    expect(stderr).toMatch(/cases\.yaml:2:5: /);
    expect(stderr).toMatch(/cases\.yaml:3:5: a case must be a mapping/);
  });

  it('takes a policy that no service would store for a fault', async () => {
    const text = `policies: { bad: { Statement: { Effect: Allow, Action: '*' } } }
cases: [{ policies: { identity: bad, resource: bad } }]`;
    const found = await faults(text);
    expect(found.some((line) => line.includes('bad is no identity policy: '))).toBe(true);
    expect(found.some((line) => line.includes('bad is no resource policy: '))).toBe(true);
  });

  it('bounds what aliases make', async () => {
    const lines = ['a0: &a0 { x: 1 }'];
    for (let level = 1; level < 12; level++) {
      const former = Array.from({ length: 8 }, () => `*a${level - 1}`).join(', ');
      lines.push(`a${level}: &a${level} { y: [${former}] }`);
    }
    const text = `policies:\n${lines.map((line) => `  ${line}`).join('\n')}\ncases: []`;
    expect((await faults(text)).join('\n')).toContain('too deep or too much');
  });
});

describe('principals', () => {
  it.each([
    ['arn:aws:iam::111111111111:root', 'root'],
    ['arn:aws:iam::111111111111:user/dev/David', 'user'],
    ['arn:aws:iam::111111111111:role/app/Update', 'assumed-role'],
    ['arn:aws:sts::111111111111:assumed-role/Update/David', 'assumed-role'],
    ['arn:aws:sts::111111111111:federated-user/Fay', 'federated-user'],
    ['arn:aws:iam::111111111111:oidc-provider/token.example.com', 'web-identity'],
    ['arn:aws:iam::111111111111:saml-provider/Corp', 'saml'],
    ['accounts.google.com', 'web-identity'],
    ['cloudtrail.amazonaws.com', 'service'],
    ['anonymous', 'anonymous'],
  ])('%s', (arn, kind) => {
    expect(principalFrom(arn)).toMatchObject({ kind });
  });

  it.each([
    'arn:aws:iam::111111111111:group/Developers',
    'arn:aws:iam::111111111111:user/',
    'arn:aws:sts::111111111111:assumed-role/Update',
    'David',
    '*',
  ])('%s is none', (arn) => {
    expect(principalFrom(arn)).toBeUndefined();
  });

  it('a session and a federated user take what their ARN does not say', () => {
    const role = 'arn:aws:iam::111111111111:role/app/Update';
    const session = 'arn:aws:sts::111111111111:assumed-role/Update/David';
    expect(principalFrom(session, { role })).toMatchObject({ roleArn: role });
    expect(principalFrom(session, { role: `${role}2` })).toBeUndefined();
    const user = 'arn:aws:iam::111111111111:user/David';
    const fay = principalFrom('arn:aws:sts::111111111111:federated-user/Fay', { user });
    expect(fay).toMatchObject({ userArn: user });
  });
});

it('decides with the keys of the principal, those given, and without those taken away', async () => {
  const text = `
policies:
  own:
    Version: '2012-10-17'
    Statement:
      Effect: Allow
      Action: s3:GetObject
      Resource: arn:aws:s3:::b/\${aws:username}/*
      Condition:
        Bool: { aws:MultiFactorAuthPresent: true }
        ForAnyValue:StringEquals: { aws:TagKeys: [team] }
cases:
  - &case
    principal: { arn: 'arn:aws:iam::111111111111:user/David' }
    action: s3:GetObject
    resource: arn:aws:s3:::b/David/k
    context: { aws:MultiFactorAuthPresent: true, aws:TagKeys: [team, other] }
    policies: { identity: own }
    expect: allow
    by: { policy: own, statement: 1, type: identity }
  - principal: arn:aws:iam::111111111111:user/David
    action: s3:GetObject
    resource: arn:aws:s3:::b/David/k
    context: { aws:MultiFactorAuthPresent: true, aws:TagKeys: [team], aws:username: null }
    policies: { identity: own }
    expect: deny
  - principal: anonymous
    action: s3:GetObject
    resource: arn:aws:s3:::b/k
    resourceAccount: 012345678901
    policies: { resource: open }
    expect: allow
  - principal: arn:aws:iam::111111111111:user/David
    action: s3:GetObject
    policies: { identity: own, scp: [FullAWSAccess], rcp: RCPFullAWSAccess, boundary: [] }
    expect: implicitDeny
`.replace(
    'cases:',
    `  open: '{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}}'\ncases:`,
  );
  const { suite, faults } = await readSuite('f', text);
  expect(faults).toEqual([]);
  for (const one of suite?.cases ?? []) {
    if (one.kind !== 'offline') throw new Error('an offline case was expected');
    expect(differences(one, decideOffline(one)), one.place.line.toString()).toEqual([]);
  }
  expect(suite?.cases).toHaveLength(4);
});
