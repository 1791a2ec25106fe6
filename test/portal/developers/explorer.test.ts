import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';
import type { Caller } from '../../kit/world.ts';

const result = (page: Page) => page.locator('.result-window');

/** Types a document into the editor and runs it, by keyboard. */
async function run(page: Page, document: string): Promise<void> {
  await page.locator('.graphiql-query-editor .monaco-editor').first().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(document);
  // The editor has inserted closing brackets behind the cursor.
  await page.keyboard.press('Control+Shift+End');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+Enter');
}

describe('the API explorer', () => {
  const portal = usePortal();
  let developer: Caller;

  beforeAll(async () => {
    const partner = await portal.world.organization('PARTNER', '云帆科技');
    developer = await portal.world.member(partner, 'csp.developer', '李想');
  });

  it(
    'is the target of a browser at /graphql; it answers free documents with their cost, and is read-only',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(developer);
      await open('/graphql');
      expect(new URL(page.url()).pathname).toBe('/developers/explorer');
      await page.locator('.graphiql-query-editor .monaco-editor').first().waitFor();
      await checkAccess();
      // A dash that the editor would mark as a wrong minus.
      await run(
        page,
        '{ viewer { name role } customers(first: 1, filter: { search: "1 – 2" }) { count { value } } }',
      );
      await result(page).getByText('CSP_DEVELOPER').waitFor();
      expect(await page.locator('.unicode-highlight').count()).toBe(0);
      const [first] = t('ui.explorer.cost').split('{');
      await page.getByText(first!.trim(), { exact: false }).waitFor();
      await run(
        page,
        'mutation { apiKeyRevoke(input: { id: "key_1" }, idempotencyKey: "k") { userErrors { code } } }',
      );
      await result(page).getByText('This needs a key with the scope write.').waitFor();
      await checkAccess();
    }),
  );

  it(
    'is a separate document, because only its editor may add styles; scripts have no further rights',
    portal.story(async () => {
      const { page, open } = await portal.as(developer);
      await open('/developers/keys');
      await page.evaluate('window.before = true');
      await page.getByRole('link', { name: t('ui.nav.explorer'), exact: true }).click();
      await page.locator('.graphiql-query-editor .monaco-editor').first().waitFor();
      expect(await page.evaluate('window.before')).toBeUndefined();
      const policyOf = async (path: string) =>
        (await page.request.get(path)).headers()['content-security-policy']!.split(';');
      const [here, elsewhere] = [await policyOf('/developers/explorer'), await policyOf('/')];
      expect(here.filter((rule) => !elsewhere.includes(rule))).toEqual([
        "style-src 'self' 'unsafe-inline'",
      ]);
    }),
  );
});
