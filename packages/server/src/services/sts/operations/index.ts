/** The operations of STS built here, one file each. */
export { DecodeAuthorizationMessage } from './DecodeAuthorizationMessage.ts';
export { GetAccessKeyInfo } from './GetAccessKeyInfo.ts';
export { GetCallerIdentity } from './GetCallerIdentity.ts';
