/** Visits the pages before a session, around the services, and those of S3 and Organizations. */
import { expect, test } from 'vitest';
import { everyTheme } from './axe.ts';
import { visit } from './visits.ts';

await visit(
  ({ name }) => !name.startsWith('iam'),
  (world) => {
    test.each(['/signin', '/signin?kind=root'])('%s', async (path) => {
      expect(await everyTheme(await world().open('david', path))).toEqual([]);
    });

    test('the identity menu', async () => {
      const page = await world().open('development-admin', '/home');
      await page.getByRole('button', { name: /Administrator @/ }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
      expect(await everyTheme(page)).toEqual([]);
    });
  },
);
