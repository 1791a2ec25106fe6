import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { partnerOf } from '../../api/bindings/fixtures.ts';
import { modal } from '../../kit/dialogs.ts';
import { usePortal } from '../../kit/portal.ts';
import { t, words } from '../../kit/words.ts';
import type { Caller } from '../../kit/world.ts';

const en = words('en');

describe('API keys in the portal', () => {
  const portal = usePortal();
  let owner: Caller;
  let secret: string;

  beforeAll(async () => {
    const { world } = portal;
    owner = await world.member(await partnerOf(world, '云帆科技'), 'csp.owner', '林悦');
    ({ secret } = await owner.mutate(
      'apiKeyCreate',
      { name: 'ERP 同步', role: 'CSP_AUDITOR', scopes: ['READ'] },
      'secret',
    ));
  });

  /** Status of a request with a key. */
  const ask = async (key: string): Promise<number> => {
    const response = await fetch(`${portal.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ viewer { role } }' }),
    });
    return response.status;
  };

  it(
    'replace one another: both work during the overlap, then the new one only',
    portal.story(async () => {
      const look = { language: 'en-US', theme: 'dark', width: 360, height: 740 } as const;
      const { page, open, checkAccess } = await portal.as(owner, look);
      await open('/developers/keys');
      await page.getByRole('button', { name: en('ui.key.replace') }).click();
      await modal(page)
        .getByText(en('ui.key.replaceTitle', { name: 'ERP 同步' }))
        .waitFor();
      await checkAccess();
      await modal(page)
        .getByRole('button', { name: en('ui.key.replace'), exact: true })
        .click();
      const shown = page.getByRole('dialog', { name: en('ui.key.secretTitle') });
      const fresh = (await shown.locator('code').textContent())!;
      await shown.getByText(en('ui.key.kept')).click();
      await shown.getByRole('button', { name: en('ui.done') }).click();
      await page.getByText(/^Until \d{4}-\d\d-\d\d$/).waitFor();
      await page.getByText(en('ui.key.active'), { exact: true }).last().waitFor();
      expect(await page.getByText('ERP 同步').count()).toBe(2);
      await checkAccess();
      expect([await ask(secret), await ask(fresh)]).toEqual([200, 200]);
      await portal.moveClock(new Date(portal.world.clock.now().getTime() + 2 * DAY));
      expect([await ask(secret), await ask(fresh)]).toEqual([401, 200]);
    }),
  );

  it(
    'of the list show which one ends',
    portal.story(async () => {
      const { page, open } = await portal.as(owner);
      await open('/developers/keys');
      await page.getByText('ERP 同步').first().waitFor();
      expect(await page.getByText('ERP 同步').count()).toBe(1);
      await page.getByText(t('ui.all'), { exact: true }).first().click();
      await page.getByText(t('ui.key.expired'), { exact: true }).waitFor();
      expect(await page.getByRole('button', { name: t('ui.key.replace') }).count()).toBe(1);
    }),
  );
});
