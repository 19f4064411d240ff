/** What of a decision leaves the account, and what of it fits into an encoded message. */
import { randomBytes } from 'node:crypto';
import type { AppliedPolicies, AuthorizationRequest } from '@hallpass/policy';
import { describe, expect, it } from 'vitest';
import { createSecrets } from '../data/secrets.ts';
import type { AuthorizationMessage } from './authorization-message.ts';
import {
  encodeAuthorizationMessage,
  encodedMessageCharactersMax,
  openAuthorizationMessage,
} from './authorization-message.ts';
import { compileStored } from './compile.ts';
import { toldDecision } from './told-decision.ts';

const role = 'arn:aws:iam::222222222222:role/App';

const request: AuthorizationRequest = {
  principal: {
    kind: 'user',
    partition: 'aws',
    accountId: '111111111111',
    arn: 'arn:aws:iam::111111111111:user/David',
    id: 'AIDADAVID',
  },
  action: 'sts:AssumeRole',
  resource: role,
  resourceAccountId: '222222222222',
  context: { get: () => undefined },
};

const policy = (...statements: object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }, undefined, 2);
const assume = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' };

function applied(trust: object, rcp: object): AppliedPolicies {
  return {
    identity: compileStored([
      { text: policy(assume), origin: { type: 'identity', name: 'assume' } },
    ]),
    resource: compileStored([
      { text: policy(trust), origin: { type: 'trust', name: 'trust policy' } },
    ]),
    rcpLevels: [compileStored([{ text: policy(rcp), origin: { type: 'rcp', arn: 'arn:rcp' } }])],
    resourceKind: 'trust',
  };
}

const openRcp = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
const withSecret = {
  Effect: 'Allow',
  Principal: { AWS: '111111111111' },
  Action: 'sts:AssumeRole',
  Condition: { StringEquals: { 'sts:ExternalId': 'the-secret-id' } },
};

describe('a decision as the caller is told it', () => {
  const stranger = { sameAccount: false, sameOrganization: false };

  it("says what another account's policies say, and nothing of what stands in them", () => {
    const told = toldDecision(request, applied(withSecret, openRcp), stranger);
    expect(told).toMatchObject({ effect: 'deny', reason: 'implicit-deny' });
    const trust = told.trace.sets.find((set) => set.policyType === 'trust');
    expect(trust).toMatchObject({
      outcome: 'no-allow',
      policies: [],
      withheld: '222222222222',
    });
    expect(JSON.stringify(told)).not.toMatch(/external|secret/i);
    expect(told.trace.changes.map(({ text }) => text)).toEqual([
      'account 222222222222 has to change a trust policy of its own, which allows it only under conditions',
    ]);
  });

  it('names no statement of a Deny there', () => {
    const deny = { ...withSecret, Effect: 'Deny', Sid: 'NotDavid', Condition: {} };
    const told = toldDecision(request, applied(deny, openRcp), stranger);
    expect(told).toMatchObject({
      explicit: true,
      decidedBy: { policyType: 'trust', side: 'resource', origin: { type: 'trust' } },
    });
    expect(JSON.stringify(told)).not.toContain('NotDavid');
  });

  it('tells RCPs within the organization, and all within the account', () => {
    const denyingRcp = { ...openRcp, Effect: 'Deny', Sid: 'Perimeter' };
    const policies = applied(withSecret, denyingRcp);
    expect(JSON.stringify(toldDecision(request, policies, stranger))).not.toContain('Perimeter');
    const member = { sameAccount: false, sameOrganization: true };
    const inside = JSON.stringify(toldDecision(request, policies, member));
    expect(inside).toContain('Perimeter');
    expect(inside).not.toContain('ExternalId');
    const own = { sameAccount: true, sameOrganization: false };
    expect(JSON.stringify(toldDecision(request, policies, own))).toContain('sts:ExternalId');
  });
});

describe('a message that is too long', () => {
  const secrets = createSecrets(randomBytes(32));
  const noise = (): string => randomBytes(64).toString('hex');

  function messageWith(statements: readonly object[], keys: number): AuthorizationMessage {
    const { trace, ...decision } = toldDecision(
      { ...request, resourceAccountId: '111111111111' },
      {
        identity: compileStored([
          { text: policy(...statements), origin: { type: 'identity', name: 'long' } },
        ]),
      },
      { sameAccount: true, sameOrganization: true },
    );
    const items = Array.from({ length: keys }, () => ({
      key: noise(),
      values: { items: [{ value: noise() }] },
    }));
    return {
      allowed: false,
      explicitDeny: true,
      matchedStatements: { items: [] },
      failures: { items: [] },
      context: {
        principal: { id: 'AIDADAVID', name: 'David', arn: 'arn' },
        action: request.action,
        resource: request.resource,
        conditions: { items },
      },
      decision,
      trace,
    };
  }

  const reopened = (message: AuthorizationMessage): AuthorizationMessage | undefined => {
    const text = encodeAuthorizationMessage(secrets, '111111111111', message);
    expect(text.length).toBeLessThanOrEqual(encodedMessageCharactersMax);
    return openAuthorizationMessage(secrets, text)?.message;
  };

  const deny = { ...assume, Effect: 'Deny', Sid: 'Decides' };
  const others = (count: number): object[] =>
    Array.from({ length: count }, () => ({ ...assume, Action: `s3:${noise()}` }));

  it('keeps the whole trace where it fits', () => {
    expect(JSON.stringify(reopened(messageWith([deny, ...others(2)], 0)))).toContain('s3:');
  });

  it('leaves out what did not apply, and keeps the statement that decided', () => {
    const opened = reopened(messageWith([deny, ...others(400)], 0));
    const text = JSON.stringify(opened?.['trace']);
    expect(text).toContain('Decides');
    expect(text.length).toBeLessThan(200_000);
  });

  it('never fails, however much there is', () => {
    const opened = reopened(messageWith([deny], 300));
    expect(opened).toMatchObject({ explicitDeny: true, context: { action: 'sts:AssumeRole' } });
  });
});
