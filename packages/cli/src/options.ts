/** Options that several commands share. */
import { Option } from 'commander';

export const defaultPort = 4566;

export function endpointOption(): Option {
  return new Option('--endpoint <url>', 'the server to talk to')
    .env('AWS_ENDPOINT_URL')
    .default(`http://127.0.0.1:${defaultPort}`);
}
