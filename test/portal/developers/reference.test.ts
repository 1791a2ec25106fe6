import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, isObjectType } from 'graphql';
import { layoutFaults } from '../../kit/layout.ts';
import { usePortal } from '../../kit/portal.ts';
import { read } from '../../kit/source.ts';
import { t } from '../../kit/words.ts';
import type { Caller } from '../../kit/world.ts';

describe('the API pages', () => {
  const portal = usePortal();
  let developer: Caller;

  beforeAll(async () => {
    const partner = await portal.world.organization('PARTNER', '云帆科技');
    developer = await portal.world.member(partner, 'csp.developer', '李想');
  });

  it(
    'find a field by its name, and show its type at an address of its own',
    portal.story(async () => {
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
    }),
  );

  it(
    'show the message of every reason code in the language of the reader',
    portal.story(async () => {
      const { page, open } = await portal.as(developer, { language: 'zh-CN' });
      await open('/developers/guide#errors');
      await page.getByRole('link', { name: t('ui.api.reasons') }).click();
      await page.getByText(t('error.ALREADY_BOUND')).waitFor();
    }),
  );

  it(
    'give programs in three languages, and the keys for a normalized cache',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(developer, { width: 360, height: 740 });
      await open('/developers/guide');
      await page.getByText('curl ').first().waitFor();
      await page.getByRole('radio', { name: 'Python' }).first().click();
      await page.getByText('urllib.request').first().waitFor();
      await checkAccess();
      expect(await layoutFaults(page)).toEqual([]);

      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page
          .getByRole('button', { name: t('ui.api.keysFile').replace('{file}', 'keys.ts') })
          .click(),
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
    }),
  );
});
