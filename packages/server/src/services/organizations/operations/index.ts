/** The operations of Organizations built here, one file each. */
export { CreateAccount } from './CreateAccount.ts';
export { CreateOrganization } from './CreateOrganization.ts';
export { DescribeCreateAccountStatus } from './DescribeCreateAccountStatus.ts';
