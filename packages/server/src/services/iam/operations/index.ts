/** The operations of this service, one file each. */
export { CreateRole } from './CreateRole.ts';
export { DeleteRole } from './DeleteRole.ts';
export { GetRole } from './GetRole.ts';
export { ListRoleTags } from './ListRoleTags.ts';
export { ListRoles } from './ListRoles.ts';
export { TagRole } from './TagRole.ts';
export { UntagRole } from './UntagRole.ts';
export { UpdateAssumeRolePolicy } from './UpdateAssumeRolePolicy.ts';
export { UpdateRole } from './UpdateRole.ts';
export { UpdateRoleDescription } from './UpdateRoleDescription.ts';
