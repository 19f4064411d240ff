/** What a route says about its page: its title and the way to it. */
import type { Params } from 'react-router';
import type { SessionPaths } from '../paths/paths.ts';

export interface Crumb {
  readonly text: string;
  readonly href: string;
}

export interface PageHandle {
  readonly title: string | ((params: Params) => string);
  /** The pages above this one, from the service down. */
  crumbs?(paths: SessionPaths, params: Params): readonly Crumb[];
  /** Which side navigation stands beside it. */
  readonly service?: ServiceName;
}

export type ServiceName = 'iam' | 's3' | 'organizations';

export function titleOf(handle: PageHandle, params: Params): string {
  return typeof handle.title === 'string' ? handle.title : handle.title(params);
}
