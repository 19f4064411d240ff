/** Completion in the JSON of a policy, from the catalogue of AWS's services. */
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { globalKeys } from '@hallpass/policy';
import { loadService, loadServices } from '../api/catalogue.ts';
import type { Place, PlaceKind } from './completion-place.ts';
import { placeAt, servicesIn } from './completion-place.ts';
import { operatorOptions } from './operator-options.ts';

const named = (...labels: readonly string[]): Completion[] => labels.map((label) => ({ label }));

const fixed: Readonly<Partial<Record<PlaceKind, readonly Completion[]>>> = {
  'document-element': named('Version', 'Id', 'Statement'),
  'statement-element': named(
    'Sid',
    'Effect',
    'Principal',
    'NotPrincipal',
    'Action',
    'NotAction',
    'Resource',
    'NotResource',
    'Condition',
  ),
  'principal-kind': named('AWS', 'Service', 'Federated', 'CanonicalUser'),
  effect: named('Allow', 'Deny'),
  version: named('2012-10-17', '2008-10-17'),
  operator: named(...operatorOptions),
};

async function serviceOptions(): Promise<Completion[]> {
  const services = await loadServices();
  return services.map(({ prefix, name }) => ({ label: `${prefix}:`, detail: name }));
}

async function actionOptions(written: string): Promise<Completion[]> {
  if (!written.includes(':')) return serviceOptions();
  const prefix = written.slice(0, written.indexOf(':')).toLowerCase();
  const service = await loadService(prefix);
  const actions = service?.actions ?? [];
  return [
    { label: `${prefix}:*`, detail: 'All actions', boost: 1 },
    ...actions.map(({ name, level, description }) => ({
      label: `${prefix}:${name}`,
      detail: level,
      info: description,
    })),
  ];
}

async function loadNamed(text: string) {
  const services = await Promise.all(servicesIn(text).map(loadService));
  return services.filter((service) => service !== undefined);
}

async function keyOptions(text: string): Promise<Completion[]> {
  const services = await loadNamed(text);
  const keys = [...services.flatMap((service) => service.keys), ...globalKeys];
  // What stands for a name, as in `s3:ExistingObjectTag/<key>`, is left to be written.
  return keys.map(({ key, type }) => ({ label: key.replace(/(?:\$\{|<).*$/, ''), detail: type }));
}

async function resourceOptions(text: string): Promise<Completion[]> {
  const services = await loadNamed(text);
  return [
    { label: '*', detail: 'All resources' },
    ...services.flatMap(({ name, resourceTypes }) =>
      resourceTypes.map((type) => ({
        label: type.arn.replace('${Partition}', 'aws'),
        detail: `${name}: ${type.name}`,
      })),
    ),
  ];
}

async function optionsFor(place: Place, text: string): Promise<readonly Completion[]> {
  if (place.kind === 'action') return actionOptions(place.written);
  if (place.kind === 'condition-key') return keyOptions(text);
  if (place.kind === 'resource') return resourceOptions(text);
  return fixed[place.kind] ?? [];
}

/** Asked while one types within quotes. A catalogue that cannot be read completes nothing. */
export async function completePolicy(context: CompletionContext): Promise<CompletionResult | null> {
  const text = context.state.doc.toString();
  const place = placeAt(text, context.pos);
  if (place === undefined || (place.written === '' && !context.explicit)) return null;
  const options = await optionsFor(place, text).catch(() => []);
  if (options.length === 0) return null;
  // After the colon the options are those of the service, and are asked for anew.
  const validFor = place.kind === 'action' && !place.written.includes(':') ? /^[\w-]*$/ : /^[^"]*$/;
  return { from: place.from, options, validFor };
}
