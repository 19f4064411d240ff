/** `/iam/users/create` */
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import type { JSX } from 'react';
import { CreateUserForm } from '../../forms/create-user-form.tsx';

export function CreateUserPage(): JSX.Element {
  return (
    <ContentLayout header={<Header variant="h1">Create user</Header>}>
      <CreateUserForm />
    </ContentLayout>
  );
}
