import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { partnerOf } from '../../api/bindings/fixtures.ts';
import { choose } from '../../kit/choose.ts';
import { press } from '../../kit/controls.ts';
import { usePortal } from '../../kit/portal.ts';
import { partner, startUpstream, subCustomer, type Upstream } from '../../kit/upstream/index.ts';
import { t } from '../../kit/words.ts';
import type { Caller } from '../../kit/world.ts';

const AK = 'HPUAEXAMPLE00007Q2X';
const SK = 'sk-of-yunfan';

describe('the synchronization in the portal', () => {
  const portal = usePortal();
  const customers = [subCustomer('c1')];
  let upstream: Upstream;
  let operator: Caller;
  let owner: Caller;

  beforeAll(async () => {
    const { world } = portal;
    const org = await partnerOf(world, '云帆科技');
    owner = await world.member(org, 'csp.owner', '林岚');
    operator = await world.member(await world.organization('OPERATOR', '云商店'), 'operator');
    upstream = await startUpstream({
      timing: { now: () => Date.now() },
      world: {
        partners: [partner(AK, SK, { customers })],
        sellers: [],
      },
    });
  });
  afterAll(() => upstream?.close());

  const feeds = (page: Page) =>
    page.getByRole('main').getByRole('table', { name: t('ui.upstream.feeds') });

  portal.it('begins with a connection, and runs again when asked to', async () => {
    const { page, open, checkAccess } = await portal.as(operator);
    await open('/upstream');
    await page.getByRole('button', { name: t('ui.upstream.connect') }).click();
    const dialog = page.getByRole('dialog');
    await choose(page, t('ui.organization'), '云帆', '云帆科技');
    await dialog.getByLabel(t('ui.upstream.fact.accessKeyId')).fill(AK);
    await dialog.getByLabel(t('ui.upstream.fact.secret')).fill(SK);
    await dialog.getByLabel(t('ui.upstream.fact.endpoint')).fill(upstream.url);
    await checkAccess();
    await press(dialog, 'ui.upstream.connect');
    await dialog.waitFor({ state: 'detached' });
    await portal.settle();
    await feeds(page)
      .getByText(/^\d+ \/ 600$/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: t('ui.upstream.test') }).click();
    await page.getByText(t('enum.UpstreamOutcome.OK')).waitFor();

    const partners = await portal.as(owner);
    await partners.open('/customers');
    await partners.page.getByRole('link', { name: '客户 c1' }).waitFor();
    customers.push(subCustomer('c2'));
    // Two runs of one instant have no order.
    portal.world.clock.advance(60_000);
    await partners.open('/upstream');
    const row = feeds(partners.page).getByRole('row', {
      name: t('enum.UpstreamApi.SUB_CUSTOMERS'),
    });
    await press(row, 'ui.upstream.sync');
    await row.getByRole('progressbar').waitFor();
    await partners.checkAccess();
    await portal.settle();
    await partners.page
      .getByText(new RegExp(t('enum.SyncRunOutcome.SUCCEEDED')))
      .first()
      .waitFor();
    await partners.open('/customers');
    await partners.page.getByRole('link', { name: '客户 c2' }).waitFor();
    await partners.open('/upstream/runs');
    await partners.page
      .getByRole('row', { name: /林岚|子客户/ })
      .first()
      .waitFor();
    await partners.checkAccess();
    expect(upstream.requests.every(({ accessKeyId }) => accessKeyId === AK)).toBe(true);
  });
});
