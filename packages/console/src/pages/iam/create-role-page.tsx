/** `/iam/create-role` */
import type { JSX } from 'react';
import { CreateRoleWizard } from '../../forms/create-role/create-role-wizard.tsx';

export function CreateRolePage(): JSX.Element {
  return <CreateRoleWizard />;
}
