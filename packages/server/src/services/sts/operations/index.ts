/** The operations of STS built here, one file each. */
export { AssumeRole } from './AssumeRole.ts';
export { AssumeRoleWithWebIdentity } from './AssumeRoleWithWebIdentity.ts';
export { DecodeAuthorizationMessage } from './DecodeAuthorizationMessage.ts';
export { GetAccessKeyInfo } from './GetAccessKeyInfo.ts';
export { GetCallerIdentity } from './GetCallerIdentity.ts';
export { GetFederationToken } from './GetFederationToken.ts';
export { GetSessionToken } from './GetSessionToken.ts';
