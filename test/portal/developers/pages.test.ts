import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect } from '@jest/globals';
import { buildSchema, isObjectType } from 'graphql';
import type { Page } from 'playwright-core';
import { fits } from '../../kit/controls.ts';
import { usePortal } from '../../kit/portal.ts';
import { read } from '../../kit/source.ts';
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

describe('on the pages for developers', () => {
  const portal = usePortal();
  let developer: Caller;

  beforeAll(async () => {
    const partner = await portal.world.organization('PARTNER', '云帆科技');
    developer = await portal.world.member(partner, 'csp.developer', '李想');
  });

  portal.it('the explorer answers free documents with their cost, read-only', async () => {
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
  });

  portal.it('the explorer is a separate document, with styles of its editor', async () => {
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
  });

  portal.it('the reference finds a field, and shows its type at an address', async () => {
    const { page, open, checkAccess } = await portal.as(developer);
    await open('/developers/reference');
    await page.getByRole('link', { name: 'ExclusiveDiscount', exact: true }).waitFor();
    await checkAccess();
    await page.getByRole('searchbox', { name: t('ui.reference.search') }).fill('customer.cloud');
    await page.getByRole('link', { name: 'Customer.cloudAccount', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Customer' }).waitFor();
    expect(new URL(page.url()).hash).toBe('#cloudAccount');
    await page.locator('#cloudAccount').getByRole('link', { name: 'String' }).waitFor();
    await checkAccess();

    // The address alone leads to the same field.
    await open('/developers/reference?type=Query#nodes');
    await page.locator('#nodes').getByRole('link', { name: 'Node', exact: true }).waitFor();
    expect(
      await page.locator('#nodes').evaluate((e) => e.getBoundingClientRect().top),
    ).toBeLessThan(800);
    await page.locator('#nodes').getByRole('link', { name: 'Node', exact: true }).click();
    await page.getByRole('link', { name: 'Query.node', exact: true }).waitFor();
  });

  portal.it('the guide shows the message of every reason code', async () => {
    const { page, open } = await portal.as(developer, { language: 'zh-CN' });
    await open('/developers/guide#errors');
    await page.getByRole('link', { name: t('ui.api.reasons') }).click();
    await page.getByText(t('error.ALREADY_BOUND')).waitFor();
  });

  portal.it('the guide gives programs, and the keys for a normalized cache', async () => {
    const { page, open, checkAccess } = await portal.as(developer, { width: 360, height: 740 });
    await open('/developers/guide');
    await page.getByText('curl ').first().waitFor();
    await page.getByRole('radio', { name: 'Python' }).first().click();
    await page.getByText('urllib.request').first().waitFor();
    await checkAccess();
    await fits(page);

    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: t('ui.api.keysFile').replace('{file}', 'keys.ts') }).click(),
    ]);
    const keys = [
      ...(await readFile(await file.path(), 'utf8')).matchAll(/^ {2}(\w+): \(\) => null,$/gm),
    ];
    const schema = buildSchema(read('schema.graphql'));
    const keyless = Object.values(schema.getTypeMap()).filter(
      (type) =>
        isObjectType(type) &&
        !/^__|^(Query|Mutation|Subscription)$/.test(type.name) &&
        !type.getInterfaces().some(({ name }) => name === 'Node'),
    );
    expect(keys.map(([, name]) => name).sort()).toEqual(keyless.map(({ name }) => name).sort());
  });
});
