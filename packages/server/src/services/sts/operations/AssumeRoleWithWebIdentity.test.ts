import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  DeleteOpenIDConnectProviderCommand,
  PutRolePolicyCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  AddClientIDToOpenIDConnectProviderCommand,
  UpdateOpenIDConnectProviderThumbprintCommand,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import type { JWTPayload } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { allowingPolicy, refusal } from '../../../../test/identities.ts';
import { localhostTls } from '../../../../test/identity-providers.ts';
import { startTokenIssuer } from '../../../../test/token-issuer.ts';
import { openSessionToken } from '../../../authenticate/session-token.ts';

let nowMs = (): number => Date.now();
const issuer = await startTokenIssuer(() => nowMs());
const server = await startTestServer({ issuerPort: issuer.port });
const { iam, accountId, clock } = server;
nowMs = () => clock.nowMs();

const providerArn = `arn:aws:iam::${accountId}:oidc-provider/localhost`;
const roleArn = (name: string) => `arn:aws:iam::${accountId}:role/${name}`;
const anonymous = new STSClient({
  endpoint: server.endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: '', secretAccessKey: '' },
  maxAttempts: 1,
});

const trust = (condition: object, actions: readonly string[] = []) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Federated: providerArn },
      Action: ['sts:AssumeRoleWithWebIdentity', ...actions],
      Condition: condition,
    },
  });

const makeRole = (RoleName: string, AssumeRolePolicyDocument: string, Path?: string) =>
  iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument,
      ...(Path === undefined ? {} : { Path }),
    }),
  );

const makeProvider = () =>
  iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url: 'https://localhost',
      ClientIDList: ['app', 'other'],
      ThumbprintList: [localhostTls.thumbprint],
    }),
  );

interface Request {
  readonly token?: string;
  readonly claims?: JWTPayload;
  readonly DurationSeconds?: number;
  readonly Policy?: string;
}

async function assume(role: string, request: Request = {}) {
  const { token, claims = {}, ...rest } = request;
  return anonymous.send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: role.startsWith('arn:') ? role : roleArn(role),
      RoleSessionName: 'session',
      WebIdentityToken: token ?? (await issuer.sign(claims)),
      ...rest,
    }),
  );
}

const invalid = (message: string) => refusal('InvalidIdentityToken', 400, message);
const notValidated = invalid(
  'The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.',
);
const notAuthorized = refusal(
  'AccessDenied',
  403,
  'Not authorized to perform sts:AssumeRoleWithWebIdentity',
);
const unreachable = invalid(
  "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
);

beforeAll(async () => {
  await makeProvider();
  await makeRole(
    'Ann',
    trust({ StringEquals: { 'localhost:aud': 'app', 'localhost:sub': 'ann' } }),
  );
});

test('a token of the issuer becomes credentials that work', async () => {
  const askedMs = clock.nowMs();
  const answer = await assume('Ann', { DurationSeconds: 900 });
  expect(answer).toMatchObject({
    SubjectFromWebIdentityToken: 'ann',
    Audience: 'app',
    Provider: providerArn,
    AssumedRoleUser: {
      Arn: `arn:aws:sts::${accountId}:assumed-role/Ann/session`,
      AssumedRoleId: expect.stringMatching(/^AROA\w{17}:session$/),
    },
  });
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = answer.Credentials ?? {};
  const endsMs = answer.Credentials?.Expiration?.getTime() ?? 0;
  expect(endsMs).toBeGreaterThan(askedMs + 899_000);
  expect(endsMs).toBeLessThanOrEqual(clock.nowMs() + 900_000);
  const own = server.clientsFor({
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  });
  const { Arn } = await own.sts.send(new GetCallerIdentityCommand({}));
  expect(Arn).toBe(`arn:aws:sts::${accountId}:assumed-role/Ann/session`);
  const session = openSessionToken(server.server.state.secrets, SessionToken);
  expect(session?.federatedProvider).toBe(providerArn);
});

test('the session is limited by the policy it was asked for with', async () => {
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'Ann',
      PolicyName: 'all',
      PolicyDocument: allowingPolicy('iam:*'),
    }),
  );
  const answer = await assume('Ann', { Policy: allowingPolicy('iam:ListUsers') });
  expect(answer.PackedPolicySize).toBeGreaterThan(0);
});

test('keys are kept, and asked for again when the issuer has others', async () => {
  const before = issuer.asked();
  await assume('Ann');
  await assume('Ann');
  expect(issuer.asked()).toBe(before);
});

test('what is no token, and what it must say', async () => {
  await expect(assume('Ann', { token: 'not-a-token' })).rejects.toMatchObject(
    invalid(
      'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
    ),
  );
  for (const claim of ['iss', 'aud', 'sub', 'exp', 'iat']) {
    await expect(assume('Ann', { claims: { [claim]: undefined } })).rejects.toMatchObject(
      invalid(`Missing a required claim: ${claim}`),
    );
  }
  await expect(assume('Ann', { claims: { iss: 'https://elsewhere' } })).rejects.toMatchObject(
    invalid('No OpenIDConnect provider found in your account for https://elsewhere'),
  );
  await expect(assume('Ann', { claims: { aud: 'unknown' } })).rejects.toMatchObject(
    invalid('Incorrect token audience'),
  );
  await expect(assume('Ann', { claims: { azp: 'unknown' } })).rejects.toMatchObject(
    invalid('Incorrect token audience'),
  );
});

test('claims of wrong types are refused', async () => {
  for (const claim of ['iss', 'sub', 'exp', 'iat', 'aud']) {
    const wrong = { [claim]: { a: 1 } } as JWTPayload;
    await expect(assume('Ann', { claims: wrong })).rejects.toMatchObject({
      Code: 'InvalidIdentityToken',
    });
  }
  const long = { sub: 'x'.repeat(256) };
  await expect(assume('Ann', { claims: long })).rejects.toMatchObject(notValidated);
});

test('a token that was changed, or signed otherwise, is refused', async () => {
  const [header = '', payload = '', signature = ''] = (await issuer.sign({})).split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const changed = Buffer.from(JSON.stringify({ ...claims, sub: 'bob' })).toString('base64url');
  const token = `${header}.${changed}.${signature}`;
  await expect(assume('Ann', { token })).rejects.toMatchObject(notValidated);
  const symmetric = await issuer.sign({}, { alg: 'HS256' });
  await expect(assume('Ann', { token: symmetric })).rejects.toMatchObject(notValidated);
  const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
  await expect(assume('Ann', { token: `${none}.${payload}.` })).rejects.toMatchObject(notValidated);
});

test('an expired token says so, and one of the future is refused', async () => {
  const now = Math.floor(clock.nowMs() / 1000);
  await expect(assume('Ann', { claims: { exp: now - 120 } })).rejects.toMatchObject({
    Code: 'ExpiredTokenException',
    message: expect.stringMatching(
      /^Token expired: current date\/time \d+ must be before the expiration date\/time\d+$/,
    ),
  });
  const early = { nbf: now + 3600, exp: now + 7200 };
  await expect(assume('Ann', { claims: early })).rejects.toMatchObject(notValidated);
});

test('the trust policy decides, without telling what is there', async () => {
  await expect(assume('Ann', { claims: { sub: 'bob' } })).rejects.toMatchObject(notAuthorized);
  await expect(assume('Ann', { claims: { aud: 'other' } })).rejects.toMatchObject(notAuthorized);
  await expect(assume('Nobody')).rejects.toMatchObject(notAuthorized);
  await expect(assume(roleArn('path/Ann'))).rejects.toMatchObject(notAuthorized);
  await expect(assume('arn:aws:iam::999999999999:role/Ann')).rejects.toMatchObject(notAuthorized);
  await expect(assume('arn:aws-cn:iam::' + accountId + ':role/Ann')).rejects.toMatchObject(
    notAuthorized,
  );
  await makeRole(
    'Other',
    trust({}).replace('oidc-provider/localhost', 'oidc-provider/x.example.com'),
  );
  await expect(assume('Other')).rejects.toMatchObject(notAuthorized);
  await makeRole('Pathed', trust({}), '/a/');
  await assume(roleArn('a/Pathed'));
});

test('every claim that a trust policy may ask about', async () => {
  const condition = {
    StringEquals: { 'localhost:email': 'ann@example.com', 'localhost:oaud': 'api' },
    'ForAnyValue:StringEquals': { 'localhost:amr': 'mfa' },
    StringLike: { 'localhost:sub': 'repo:acme/*' },
  };
  await makeRole('Claims', trust(condition));
  const claims = {
    sub: 'repo:acme/site:ref:refs/heads/main',
    email: 'ann@example.com',
    azp: 'app',
    aud: 'api',
    amr: ['pwd', 'mfa'],
  };
  const { Audience } = await assume('Claims', { claims });
  expect(Audience).toBe('app');
  const without = { ...claims, amr: ['pwd'] };
  await expect(assume('Claims', { claims: without })).rejects.toMatchObject(notAuthorized);
});

test('tags and source identity of the token need permissions of their own', async () => {
  await makeRole('Plain', trust({}));
  await makeRole('Tagged', trust({}, ['sts:TagSession', 'sts:SetSourceIdentity']));
  const claims = {
    'https://aws.amazon.com/tags': {
      principal_tags: { team: ['red'] },
      transitive_tag_keys: ['team'],
    },
    'https://aws.amazon.com/source_identity': 'Ann',
  };
  await expect(assume('Plain', { claims })).rejects.toMatchObject(
    refusal('AccessDenied', 403, 'Not authorized to perform sts:TagSession'),
  );
  const { Credentials, SourceIdentity } = await assume('Tagged', { claims });
  expect(SourceIdentity).toBe('Ann');
  const { secrets } = server.server.state;
  expect(openSessionToken(secrets, Credentials?.SessionToken ?? '')).toMatchObject({
    tags: [{ key: 'team', value: 'red' }],
    transitiveTagKeys: ['team'],
    sourceIdentity: 'Ann',
  });
  for (const wrong of [
    { 'https://aws.amazon.com/tags': 'team' },
    { 'https://aws.amazon.com/tags': { principal_tags: { team: ['red', 'blue'] } } },
    { 'https://aws.amazon.com/tags': { transitive_tag_keys: ['team'] } },
    { 'https://aws.amazon.com/source_identity': 'A b' },
  ]) {
    await expect(assume('Tagged', { claims: wrong })).rejects.toMatchObject({
      Code: 'InvalidIdentityToken',
    });
  }
});

test('the role says how long', async () => {
  await expect(assume('Ann', { DurationSeconds: 7200 })).rejects.toMatchObject(
    refusal(
      'ValidationError',
      400,
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    ),
  );
});

test('an audience, once removed, is refused at once', async () => {
  const ClientID = { OpenIDConnectProviderArn: providerArn, ClientID: 'app' };
  await iam.send(new RemoveClientIDFromOpenIDConnectProviderCommand(ClientID));
  await expect(assume('Ann')).rejects.toMatchObject(invalid('Incorrect token audience'));
  await iam.send(new AddClientIDToOpenIDConnectProviderCommand(ClientID));
  await assume('Ann');
});

test('only a server that the thumbprint vouches for is believed', async () => {
  const update = (thumbprint: string) =>
    iam.send(
      new UpdateOpenIDConnectProviderThumbprintCommand({
        OpenIDConnectProviderArn: providerArn,
        ThumbprintList: [thumbprint],
      }),
    );
  await update('0'.repeat(40));
  await expect(assume('Ann')).rejects.toMatchObject(
    invalid("OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint"),
  );
  await update(localhostTls.thumbprint);
  await assume('Ann');
});

test('an issuer that does not answer is told, and not asked as often as tokens come', async () => {
  const ThumbprintList = [localhostTls.thumbprint, '1'.repeat(40)];
  await iam.send(
    new UpdateOpenIDConnectProviderThumbprintCommand({
      OpenIDConnectProviderArn: providerArn,
      ThumbprintList,
    }),
  );
  issuer.fail(true);
  await expect(assume('Ann')).rejects.toMatchObject(unreachable);
  issuer.fail(false);
  await expect(assume('Ann')).rejects.toMatchObject(unreachable);
});

test('a provider that is gone trusts nobody', async () => {
  await iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: providerArn }));
  await expect(assume('Ann')).rejects.toMatchObject(
    invalid('No OpenIDConnect provider found in your account for https://localhost'),
  );
  expect(server.loggedErrors).toEqual([]);
});
