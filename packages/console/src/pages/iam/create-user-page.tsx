/** `/iam/users/create` */
import type { JSX } from 'react';
import { CreateUserWizard } from '../../forms/create-user/create-user-wizard.tsx';

export function CreateUserPage(): JSX.Element {
  return <CreateUserWizard />;
}
