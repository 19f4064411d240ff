/** Configuration of SDK clients for whoever runs a command: the AWS profile, at the endpoint given. */
export interface OwnConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly profile?: string;
}

export function ownConfig(options: {
  readonly endpoint: string;
  readonly profile?: string;
}): OwnConfig {
  const { endpoint, profile } = options;
  const region = process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] ?? 'us-east-1';
  return { endpoint, region, ...(profile === undefined ? {} : { profile }) };
}
