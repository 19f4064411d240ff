/** What the steps of Create role collect beside the trust, and what is wrong with it. */
import type { NewRole } from '../../api/iam/roles.ts';
import type { TagText } from '../../api/iam/user-changes.ts';
import type { BoundaryChoice } from '../iam/boundary-fields.tsx';
import { boundaryArn, noBoundary } from '../iam/boundary-fields.tsx';
import { tagsHaveFault } from '../iam/tag-fields.tsx';
import { roleNameFault } from '../iam-names.ts';

export interface RoleDraft {
  readonly policyArns: readonly string[];
  readonly boundary: BoundaryChoice;
  readonly name: string;
  readonly description: string;
  readonly tags: readonly TagText[];
}

export const emptyRoleDraft: RoleDraft = {
  policyArns: [],
  boundary: noBoundary,
  name: '',
  description: '',
  tags: [],
};

const descriptionCharactersMax = 1000;

export function descriptionFault(text: string): string | undefined {
  return text.length > descriptionCharactersMax
    ? `The description has more than ${descriptionCharactersMax} characters.`
    : undefined;
}

export function hasReviewFault({ name, description, tags }: RoleDraft): boolean {
  return (
    roleNameFault(name) !== undefined ||
    descriptionFault(description) !== undefined ||
    tagsHaveFault(tags)
  );
}

export function newRoleOf(draft: RoleDraft, trustPolicy: string): NewRole {
  const { name, description, policyArns, boundary, tags } = draft;
  const arn = boundaryArn(boundary);
  return {
    name,
    description,
    trustPolicy,
    policyArns,
    ...(arn === undefined ? {} : { boundaryArn: arn }),
    tags: tags.map(({ Key = '', Value = '' }) => ({ Key, Value })),
  };
}
