/** Visits IAM's pages. */
import { visit } from './visits.ts';

await visit(({ name }) => name.startsWith('iam'));
