/**
 * The people and places of AWS's tutorial "Delegate access across AWS accounts using IAM roles"
 * (IAM UG).
 */
export const development = { id: '111111111111', name: 'Development' } as const;
export const production = { id: '999999999999', name: 'Production' } as const;

export const bucket = 'productionapp';

/** Made by the tutorial itself, not by its prerequisites. */
export const roleName = 'UpdateApp';
export const policyName = 'read-write-app-bucket';
export const roleArn: string = `arn:aws:iam::${production.id}:role/${roleName}`;
export const policyArn: string = `arn:aws:iam::${production.id}:policy/${policyName}`;

/** Profiles in `DATA/credentials`. */
export const profiles = {
  management: 'management-admin',
  developmentAdmin: 'development-admin',
  productionAdmin: 'production-admin',
  david: 'david',
  theresa: 'theresa',
} as const;

export const powerUserAccess = 'arn:aws:iam::aws:policy/PowerUserAccess';
export const administratorAccess = 'arn:aws:iam::aws:policy/AdministratorAccess';
