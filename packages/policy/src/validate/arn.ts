/** ARNs as policies write them: with wildcards and variables. Page: IAM UG "IAM ARNs". */
export interface ArnParts {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** What stands between the first five colons that are not inside a variable, and the rest. */
export function arnFields(text: string): readonly string[] {
  const fields: string[] = [];
  let from = 0;
  for (let offset = 0; offset < text.length && fields.length < 5; offset += 1) {
    if (text[offset] === '$' && text[offset + 1] === '{') {
      const end = text.indexOf('}', offset);
      if (end < 0) break;
      offset = end;
    } else if (text[offset] === ':') {
      fields.push(text.slice(from, offset));
      from = offset + 1;
    }
  }
  return [...fields, text.slice(from)];
}

export function arnParts(fields: readonly string[]): ArnParts {
  const [, partition = '', service = '', region = '', account = '', resource = ''] = fields;
  return { partition, service, region, account, resource };
}

export const isOpen = (text: string): boolean => /[*?]|\$\{/.test(text);

export const partitions: ReadonlySet<string> = new Set([
  'aws',
  'aws-cn',
  'aws-us-gov',
  'aws-iso',
  'aws-iso-b',
  'aws-iso-e',
  'aws-iso-f',
  'aws-eusc',
]);

/**
 * Page: AWS General Reference "AWS service endpoints", September 2026. A Region that this list does
 * not have is reported only when it does not have the form of one of them either.
 */
const regionPattern =
  /^(?:us|eu|ap|ca|sa|me|af|il|mx|cn|us-gov|us-iso|us-isob|us-isof|eu-isoe|eusc-[a-z]{2})-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-[1-9]$/;

export const isRegion = (text: string): boolean =>
  regionPattern.test(text) || text === 'aws-global';
