/** Page: IAM API Reference "ListPoliciesGrantingServiceAccess". Boundaries grant nothing. */
import type {
  ListPoliciesGrantingServiceAccessEntry,
  ListPoliciesGrantingServiceAccessRequest,
  ListPoliciesGrantingServiceAccessResponse,
} from '@aws-sdk/client-iam';
import { InvalidInputException$, ListPoliciesGrantingServiceAccess$ } from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import type { ReadOperation } from '../../../operation.ts';
import { serviceNamespace } from '../access-job.ts';
import { subjectAccess, accessSubject, grantingPolicies } from '../access-subjects.ts';
import { arn, paging } from '../constraints.ts';
import { grantedServices } from '../granted-services.ts';
import { pageOf } from '../paging.ts';

export const ListPoliciesGrantingServiceAccess: ReadOperation<
  ListPoliciesGrantingServiceAccessRequest,
  ListPoliciesGrantingServiceAccessResponse
> = {
  schema: ListPoliciesGrantingServiceAccess$,
  constraints: {
    Arn: arn,
    Marker: paging['Marker'] ?? {},
    ServiceNamespaces: { length: [1, 200], items: serviceNamespace },
  },
  access: async (input, context) => [
    {
      action: 'iam:ListPoliciesGrantingServiceAccess',
      ...(await subjectAccess(context, input.Arn)),
    },
  ],
  mode: 'read',
  async handle(input, context) {
    const subject = await accessSubject(context, input.Arn ?? '');
    if (subject.kind === 'policy') {
      throw fail(InvalidInputException$, `ARN ${input.Arn ?? ''} is not valid.`);
    }
    const policies = (await grantingPolicies(context, subject)).map(({ text, entry }) => ({
      entry,
      granted: grantedServices(text),
    }));
    const namespaces = [...new Set(input.ServiceNamespaces)];
    const entries = namespaces.map((namespace): ListPoliciesGrantingServiceAccessEntry => ({
      ServiceNamespace: namespace,
      Policies: policies
        .filter(({ granted }) => granted.grants(namespace))
        .map(({ entry }) => entry),
    }));
    const { items, ...page } = pageOf(entries, input, (entry) => entry.ServiceNamespace ?? '');
    return { PoliciesGrantingServiceAccess: items, ...page };
  },
};
