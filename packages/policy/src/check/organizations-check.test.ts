import { describe, expect, it } from 'vitest';
import { messageFor, readObjects, version } from './testing/message-for.ts';

describe('documents of Organizations', () => {
  const wrong =
    'The provided policy document does not meet the requirements of the specified policy type.';
  const deny = { Effect: 'Deny', Action: 's3:*', Resource: '*' };
  const scps: readonly (readonly [string, unknown, boolean])[] = [
    [
      'FullAWSAccess',
      { Version: version, Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
      true,
    ],
    [
      'a conditioned Allow',
      { Version: version, Statement: { ...readObjects, Condition: { Bool: { 'aws:a': true } } } },
      true,
    ],
    [
      'NotAction',
      { Version: version, Statement: { Effect: 'Deny', NotAction: 'iam:*', Resource: '*' } },
      true,
    ],
    ['a principal', { Version: version, Statement: { ...deny, Principal: '*' } }, false],
    ['no resource', { Version: version, Statement: { Effect: 'Deny', Action: 's3:*' } }, false],
    ['no version', { Statement: deny }, false],
    ['no JSON', '-', false],
  ];
  it.each(scps)('SCP: %s', (_name, document, sound) => {
    expect(messageFor(document, 'scp')).toBe(sound ? undefined : wrong);
  });
  const rcp = { ...deny, Principal: '*' };
  const rcps: readonly (readonly [string, unknown, boolean])[] = [
    ['a Deny', { Version: version, Statement: rcp }, true],
    ['AWS: *', { Version: version, Statement: { ...rcp, Principal: { AWS: '*' } } }, true],
    ['an Allow', { Version: version, Statement: { ...rcp, Effect: 'Allow' } }, false],
    ['all actions', { Version: version, Statement: { ...rcp, Action: '*' } }, false],
    [
      'a service that takes no part',
      { Version: version, Statement: { ...rcp, Action: 'iam:*' } },
      false,
    ],
    [
      'NotAction',
      { Version: version, Statement: { ...rcp, Action: undefined, NotAction: 's3:*' } },
      false,
    ],
    [
      'one principal',
      { Version: version, Statement: { ...rcp, Principal: { AWS: '111111111111' } } },
      false,
    ],
    ['no principal', { Version: version, Statement: deny }, false],
  ];
  it.each(rcps)('RCP: %s', (_name, document, sound) => {
    expect(messageFor(document, 'rcp')).toBe(sound ? undefined : wrong);
  });
});
