/**
 * Constraints that IAM's operations share. A wrong length is the framework's to tell; of a wrong
 * name or path IAM speaks in its own words, as recorded from AWS. Pages: IAM API Reference (request
 * parameters of each action); IAM UG "IAM and AWS STS quotas".
 */
import type { Constraint, Constraints } from '@hallpass/wire';

/** A name made of IAM's letters. `parameter`: as AWS spells it in its text, e.g. `userName`. */
function nameOf(parameter: string, length: readonly [number, number]): Constraint {
  return {
    length,
    pattern: /[\w+=,.@-]+/,
    message: `The specified value for ${parameter} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
  };
}

/** Of a user that may exist already; AWS accepts more than new names may have. */
export const userName: Constraint = nameOf('userName', [1, 128]);
export const newUserName: Constraint = nameOf('userName', [1, 64]);
/** `NewUserName` of UpdateUser. */
export const renamedUserName: Constraint = nameOf('newUserName', [1, 64]);
export const groupName: Constraint = nameOf('groupName', [1, 128]);
export const renamedGroupName: Constraint = nameOf('newGroupName', [1, 128]);
export const roleName: Constraint = nameOf('roleName', [1, 64]);
export const policyName: Constraint = nameOf('policyName', [1, 128]);
export const instanceProfileName: Constraint = nameOf('instanceProfileName', [1, 128]);
export const virtualMfaDeviceName: Constraint = nameOf('virtualMFADeviceName', [1, 226]);

function pathOf(parameter: string): Constraint {
  return {
    length: [1, 512],
    pattern: /\/|\/[!-\x7e]+\//,
    message: `The specified value for ${parameter} is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.`,
  };
}

export const path: Constraint = pathOf('path');
export const newPath: Constraint = pathOf('newPath');

/** Begins with a slash but need not end with one. */
export const pathPrefix: Constraint = {
  length: [1, 512],
  pattern: /\/[!-\x7f]*/,
  message:
    'The specified value for pathPrefix is invalid. It must begin with / and contain only alphanumeric characters and/or / characters.',
};

export const arn: Constraint = { length: [20, 2048] };

/** Members that every listing has. */
export const paging: Constraints = {
  Marker: { length: [1, 2048], pattern: /[\x20-\xff]+/ },
  MaxItems: { range: [1, 1000] },
};

const tagKey: Constraint = { length: [1, 128], pattern: /[\p{L}\p{Z}\p{N}_.:/=+\-@]+/u };

export const tags: Constraint = {
  length: [0, 50],
  items: {
    members: {
      Key: tagKey,
      Value: { length: [0, 256], pattern: /[\p{L}\p{Z}\p{N}_.:/=+\-@]*/u },
    },
  },
};

export const tagKeys: Constraint = { length: [0, 50], items: tagKey };

/** AWS takes Latin-1 only, and much more than any document may have without white space. */
export const policyDocument: Constraint = {
  length: [1, 131_072],
  pattern: /[\u0009\u000A\u000D\u0020-\u00FF]+/,
};

export const policyDescription: Constraint = { length: [0, 1000] };

export const roleDescription: Constraint = {
  length: [0, 1000],
  pattern: /[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*/,
};

export const maxSessionDuration: Constraint = { range: [3600, 43_200] };

export const policyVersionId: Constraint = { pattern: /v[1-9][0-9]*(\.[A-Za-z0-9-]*)?/ };

export const accessKeyId: Constraint = { length: [16, 128], pattern: /[\w]+/ };

export const accessKeyStatus: Constraint = { enum: ['Active', 'Inactive'] };

/** AWS takes Latin-1; the length is the policy's to judge, within these bounds. */
export const password: Constraint = {
  length: [1, 128],
  pattern: /[\u0009\u000A\u000D\u0020-\u00FF]+/,
};

export const serialNumber: Constraint = { length: [9, 256], pattern: /[\w+=/:,.@-]+/ };

export const authenticationCode: Constraint = { length: [6, 6], pattern: /[\d]+/ };

export const assignmentStatus: Constraint = { enum: ['Assigned', 'Unassigned', 'Any'] };

export const accountAlias: Constraint = {
  length: [3, 63],
  pattern: /[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]/,
};

/** Whose MFA device: a user's name, or what stands for the root user. */
export const mfaUserName: Constraint = {
  ...userName,
  pattern: /[\w+=,.@-]+|AWS ROOT USER/,
};

export const policyPath: Constraint = { ...path, pattern: /((\/[A-Za-z0-9.,+@=_-]+)*)\// };

export const oidcUrl: Constraint = { length: [1, 255] };

export const clientId: Constraint = { length: [1, 255] };

/** How many there may be is told in IAM's own words, by `thumbprintsOf`. */
export const thumbprints: Constraint = { items: { length: [40, 40], nullable: true } };

export const samlProviderName: Constraint = { length: [1, 128], pattern: /[\w._-]+/ };

export const samlMetadata: Constraint = { length: [1000, 10_000_000] };

export const samlPrivateKey: Constraint = {
  length: [1, 16_384],
  pattern: /[\u0009\u000A\u000D\u0020-\u00FF]+/,
};

export const samlPrivateKeyId: Constraint = { length: [22, 64], pattern: /[A-Z0-9]+/ };

export const assertionEncryptionMode: Constraint = { enum: ['Required', 'Allowed'] };
