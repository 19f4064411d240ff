/** Whose permissions a page is about, from its address: `/iam/groups/Developers/…`. */
import { useParams } from 'react-router';
import type { Holder } from '../../api/iam/holder-policies.ts';

export function useHolder(): Holder {
  const { userName, groupName, roleName = '' } = useParams();
  if (userName !== undefined) return { kind: 'user', name: userName };
  if (groupName !== undefined) return { kind: 'group', name: groupName };
  return { kind: 'role', name: roleName };
}
