/** The door of the server package. */
export type { RootCredentials, RootSettings } from './bootstrap.ts';
export { InvalidSetting, isNewDeployment } from './bootstrap.ts';
export type { AwsManagedPolicies, AwsManagedPolicy } from './data/aws-managed-policies.ts';
export { awsManagedPolicies } from './data/aws-managed-policies.ts';
export { sharedCatalogue as policyCatalogue } from './data/catalogue.ts';
export type { RunningServer, ServerOptions } from './server.ts';
export { startServer } from './server.ts';
export type { Log } from './server-state.ts';
export { loadServices } from './services/registry.ts';
