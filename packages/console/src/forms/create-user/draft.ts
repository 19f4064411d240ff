/** What the steps of Create user collect, and what is wrong with it. */
import type { NewPermissions, NewUser } from '../../api/iam/create-user.ts';
import type { TagText } from '../../api/iam/user-changes.ts';
import { generatePassword } from '../iam/generate-password.ts';
import type { BoundaryChoice } from '../iam/boundary-fields.tsx';
import { boundaryArn, boundaryFault, noBoundary } from '../iam/boundary-fields.tsx';
import { userNameFault } from '../iam-names.ts';
import type { PasswordChoice } from '../iam/password-fields.tsx';
import { initialPassword, passwordFault } from '../iam/password-fields.tsx';

export interface UserDraft {
  readonly userName: string;
  readonly hasConsoleAccess: boolean;
  readonly password: PasswordChoice;
  readonly way: NewPermissions['kind'];
  readonly groups: readonly string[];
  readonly copiedUser: string | undefined;
  readonly policyArns: readonly string[];
  /** Copied permissions bring their own. */
  readonly boundary: BoundaryChoice;
  readonly tags: readonly TagText[];
}

export const emptyDraft: UserDraft = {
  userName: '',
  hasConsoleAccess: false,
  password: initialPassword,
  way: 'groups',
  groups: [],
  copiedUser: undefined,
  policyArns: [],
  boundary: noBoundary,
  tags: [],
};

export interface DetailsFaults {
  readonly userName: string | undefined;
  readonly password: string | undefined;
}

export function detailsFaults({ userName, hasConsoleAccess, password }: UserDraft): DetailsFaults {
  return {
    userName: userNameFault(userName),
    password: hasConsoleAccess ? passwordFault(password) : undefined,
  };
}

export function hasDetailsFault(draft: UserDraft): boolean {
  const { userName, password } = detailsFaults(draft);
  return userName !== undefined || password !== undefined;
}

export interface PermissionsFaults {
  readonly copiedUser?: string | undefined;
  readonly boundary?: string | undefined;
}

export function permissionsFaults({ way, copiedUser, boundary }: UserDraft): PermissionsFaults {
  if (way !== 'copy') return { boundary: boundaryFault(boundary) };
  return { copiedUser: copiedUser === undefined ? 'Choose a user.' : undefined };
}

export function hasPermissionsFault(draft: UserDraft): boolean {
  const { copiedUser, boundary } = permissionsFaults(draft);
  return copiedUser !== undefined || boundary !== undefined;
}

export function chosenBoundary({ way, boundary }: UserDraft): string | undefined {
  return way === 'copy' ? undefined : boundaryArn(boundary);
}

export function permissionsOf(draft: UserDraft): NewPermissions {
  if (draft.way === 'groups') return { kind: 'groups', groups: draft.groups };
  if (draft.way === 'attach') return { kind: 'attach', arns: draft.policyArns };
  return { kind: 'copy', userName: draft.copiedUser ?? '' };
}

/** `passwordLengthMin`: what the account asks of passwords, where it is known. */
export function newUserOf(draft: UserDraft, passwordLengthMin: number | undefined): NewUser {
  const { userName, hasConsoleAccess, password, tags } = draft;
  const { kind, custom, mustReset } = password;
  const boundary = chosenBoundary(draft);
  const chosen = kind === 'custom' ? custom : generatePassword(passwordLengthMin);
  return {
    userName,
    ...(hasConsoleAccess ? { password: chosen } : {}),
    mustReset: hasConsoleAccess && mustReset,
    permissions: permissionsOf(draft),
    ...(boundary === undefined ? {} : { boundaryArn: boundary }),
    tags: tags.map(({ Key = '', Value = '' }) => ({ Key, Value })),
  };
}
