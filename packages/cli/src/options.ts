/** Options that several commands share. */
import { Option } from 'commander';
import { Failure } from './failure.ts';

export const defaultPort = 4566;

export function endpointOption(): Option {
  return new Option('--endpoint <url>', 'the server to talk to')
    .env('AWS_ENDPOINT_URL')
    .default(`http://127.0.0.1:${defaultPort}`);
}

export function profileOption(): Option {
  return new Option('--profile <name>', 'the AWS profile to ask as').env('AWS_PROFILE');
}

export function endpointUrl(endpoint: string, path: string): URL {
  const url = URL.canParse(path, endpoint) ? new URL(path, endpoint) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new Failure(`${endpoint} is no http URL`);
}
