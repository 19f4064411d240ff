/**
 * The findings of `@hallpass/policy` in the API's form. Page: Access Analyzer API Reference
 * "ValidatePolicy". DEVIATION: the texts of findings are ours, and English in every locale; codes,
 * types and locations are AWS's.
 */
import type {
  Location,
  PathElement,
  Position as ApiPosition,
  ValidatePolicyFinding,
  ValidatePolicyRequest,
  ValidatePolicyResponse,
} from '@aws-sdk/client-accessanalyzer';
import { Locale, ValidatePolicy$, ValidationException$ } from '@aws-sdk/client-accessanalyzer';
import type { Finding, FindingLocation, ValidatePolicyOptions } from '@hallpass/policy';
import { validatedPolicyTypes, validatedResourceTypes, validatePolicy } from '@hallpass/policy';
import { fail } from '@hallpass/wire';
import { sharedCatalogue } from '../../../data/catalogue.ts';
import type { ReadOperation } from '../../../operation.ts';
import { itemsMax, pageOf } from '../paging.ts';

type EnginePosition = FindingLocation['span']['start'];

/** The API counts columns from 0. */
const apiPosition = ({ line, column, offset }: EnginePosition): ApiPosition => ({
  line,
  column: column - 1,
  offset,
});

const apiLocation = ({ path, span }: FindingLocation): Location => ({
  path: path.map((element) => ({ ...element }) as PathElement),
  span: { start: apiPosition(span.start), end: apiPosition(span.end) },
});

const apiFinding = ({ locations, ...finding }: Finding): ValidatePolicyFinding => ({
  ...finding,
  locations: locations.map(apiLocation),
});

/** In AWS's words. */
function validationOptions(input: ValidatePolicyRequest): ValidatePolicyOptions {
  const policyType = validatedPolicyTypes.find((type) => type === input.policyType);
  const resourceType = validatedResourceTypes.find(
    (type) => type === input.validatePolicyResourceType,
  );
  if (policyType === undefined || (resourceType && policyType !== 'RESOURCE_POLICY')) {
    throw fail(ValidationException$, 'InvalidInput', { reason: 'other' });
  }
  return resourceType === undefined ? { policyType } : { policyType, resourceType };
}

export const ValidatePolicy: ReadOperation<ValidatePolicyRequest, ValidatePolicyResponse> = {
  schema: ValidatePolicy$,
  constraints: {
    locale: { enum: Object.values(Locale) },
    maxResults: { range: [1, itemsMax] },
    policyType: { enum: validatedPolicyTypes },
    validatePolicyResourceType: { enum: validatedResourceTypes },
  },
  access: () => [{ action: 'access-analyzer:ValidatePolicy', resource: '*' }],
  mode: 'read',
  async handle(input) {
    const options = validationOptions(input);
    const findings = validatePolicy(input.policyDocument ?? '', options, sharedCatalogue());
    const { items, ...next } = pageOf(findings, input);
    return { findings: items.map(apiFinding), ...next };
  },
};
