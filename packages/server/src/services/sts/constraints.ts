/**
 * Constraints that STS's operations share, as its model has them; unlike IAM, STS repeats the value
 * at fault. Pages: STS API Reference "AssumeRole", "GetFederationToken", "Tag",
 * "PolicyDescriptorType".
 */
import type { Constraint } from '@hallpass/wire';

export const roleArn: Constraint = {
  length: [20, 2048],
  pattern: /[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+/,
};

export const roleSessionName: Constraint = { length: [2, 64], pattern: /[\w+=,.@-]*/ };

const policyPattern = /[\u0009\u000A\u000D\u0020-\u00FF]+/;

export const sessionPolicy: Constraint = { length: [1, 2048], pattern: policyPattern };

/** Of AssumeRole: how long it may be is told by PackedPolicyTooLarge. */
export const unrestrictedSessionPolicy: Constraint = {
  length: [1, Infinity],
  pattern: policyPattern,
};

export const policyArns: Constraint = { items: { members: { arn: roleArn } } };

export const tagsMax = 50;

const tagKey: Constraint = { length: [1, 128], pattern: /[\p{L}\p{Z}\p{N}_.:/=+\-@]+/u };

const tagValue: Constraint = { length: [0, 256], pattern: /[\p{L}\p{Z}\p{N}_.:/=+\-@]*/u };

export const tags: Constraint = {
  length: [0, tagsMax],
  items: { members: { Key: tagKey, Value: tagValue } },
};

export const tagKeys: Constraint = { length: [0, tagsMax], items: tagKey };

export const serialNumber: Constraint = { length: [9, 256], pattern: /[\w+=/:,.@-]*/ };

export const tokenCode: Constraint = { length: [6, 6], pattern: /[\d]*/ };
