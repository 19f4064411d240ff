/** The operations of STS built here, one file each. */
export { GetCallerIdentity } from './GetCallerIdentity.ts';
