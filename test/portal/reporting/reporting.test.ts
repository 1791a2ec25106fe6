import { beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { calendar } from '../../../server/platform/calendar.ts';
import { bound, customerOf, partnerOf } from '../../api/bindings/fixtures.ts';
import { type Stage, setStage } from '../../api/discounts/stage.ts';
import { noon, ordered, refunded } from '../../api/orders/deals.ts';
import { certified } from '../../api/settlement/bills.ts';
import { press } from '../../kit/controls.ts';
import { textOf } from '../../kit/download.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';
import type { Caller } from '../../kit/world.ts';

const amountOf = (text: string): string => text.replace(/[^\d.−-]/g, '').replace('−', '-');

describe('reports of a partner', () => {
  const portal = usePortal();
  let stage: Stage;
  let owner: Caller;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    const { owner: first } = await certified(stage);
    owner = first;
    // A customer that came from another partner.
    const former = await partnerOf(portal.world, '远航科技');
    const formerOwner = await portal.world.member(former, 'csp.owner', '周海');
    const moved = await customerOf(portal.world, '转投制造', [former, stage.partner]);
    const old = await bound(portal.world, formerOwner, moved);
    await old.buyer.mutate('partnerBindingRequestUnbind', { id: old.id, reason: '换服务商' });
    await formerOwner.mutate('partnerBindingApproveUnbind', { id: old.id });
    await bound(portal.world, stage.manager, moved);
    await portal.moveClock(calendar.instantAt('2026-05-20', '10:00:00'));
    await ordered(stage, { placedAt: noon('03-10'), lines: [{ dealMinor: 900_000n }] });
    const sold = await ordered(stage, {
      placedAt: noon('05-06'),
      lines: [{ dealMinor: 500_000n }, { specification: 1 }],
    });
    await refunded(stage, sold.lineIds[0]!, 120_000n, noon('05-12'));
    await ordered(
      { ...stage, customerId: moved },
      { placedAt: noon('05-08'), lines: [{ dealMinor: 300_000n }] },
    );
    // Today is no complete day.
    await ordered(stage, { placedAt: calendar.instantAt('2026-05-20', '09:00:00') });
    await ordered(stage, {
      placedAt: noon('05-07'),
      lines: [
        {
          dealMinor: 200_000n,
          supervision: 'IN_PROGRESS',
          effectiveAt: null,
          status: 'PROCESSING',
        },
      ],
      status: 'PROCESSING',
      completedAt: null,
    });
    await ordered(stage, {
      placedAt: noon('05-09'),
      lines: [{ dealMinor: 60_000n, shareRatio: null, strategy: null }],
    });
  });

  /** Sum of the column of cash in the footer of the list. */
  async function listed(page: Page): Promise<string> {
    await page.waitForURL(/\/transactions/);
    const sum = page
      .locator(`main tfoot td[data-label^="${t('ui.order.cash')}"]`)
      .filter({ hasText: /\d/ });
    await sum.waitFor();
    return amountOf((await sum.textContent()) ?? '');
  }

  portal.it('derive performance from sales, and each figure opens its lines', async () => {
    const { page, open } = await portal.as(owner);
    await open('/performance');
    const tie = page.locator('main dl').filter({ hasText: t('ui.performance.tie.cash') });
    const figures = tie.getByRole('link');
    await figures.first().waitFor();
    const shown = (await figures.allTextContents()).map(amountOf);
    // 5,000 + 300 − 1,200 + 3,000 + 2,000 + 600; the change of the partner leaves out 3,000. A zero opens nothing.
    expect(shown).toEqual(['9700.00', '3000.00', '6700.00']);
    const opened: string[] = [];
    for (let at = 0; at < shown.length; at += 1) {
      await figures.nth(at).click();
      opened.push(await listed(page));
      await page.goBack();
      await figures.first().waitFor();
    }
    expect(opened).toEqual(shown);
  });

  portal.it('compare with a target, and list customers that changed partner', async () => {
    const desk = await portal.as(stage.operator);
    await desk.open('/performance');
    await desk.page.getByRole('table', { name: t('ui.performance.table') }).waitFor();
    // Operations have no target to reach.
    expect(await desk.page.getByText(t('ui.performance.reached')).count()).toBe(0);
    const { page, open, checkAccess } = await portal.as(owner);
    await open('/performance');
    await page.getByRole('button', { name: t('ui.performance.setTarget') }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('8000');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('ui.save') })
      .click();
    const twin = page.getByRole('table', { name: t('ui.performance.table') });
    await twin.getByRole('cell', { name: '83.8%' }).waitFor();
    // The dialog begins with the present target: an empty field would remove it.
    await page.getByRole('button', { name: t('ui.performance.setTarget') }).click();
    const again = page.getByRole('dialog');
    await again.getByText(t('ui.performance.targetEmpty')).waitFor();
    expect(await again.getByRole('textbox').inputValue()).toMatch(/^8,?000/);
    await again.getByRole('button', { name: t('ui.save') }).click();
    await again.waitFor({ state: 'detached' });
    await twin.getByRole('cell', { name: '83.8%' }).waitFor();

    const target = async (scope: string, choose: () => Promise<void>, amount: string) => {
      await page.getByRole('button', { name: t('ui.performance.setTarget') }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: t('ui.performance.scope') }).click();
      await page.getByRole('option', { name: scope }).click();
      await choose();
      await checkAccess();
      await dialog.getByRole('textbox').last().fill(amount);
      await dialog.getByRole('button', { name: t('ui.save') }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    await target(
      t('ui.performance.scope.TYPE'),
      async () => {
        await page
          .getByRole('dialog')
          .getByRole('button', { name: t('ui.report.type') })
          .click();
        await page.getByRole('option', { name: t('enum.ProductType.SAAS'), exact: true }).click();
      },
      '5000',
    );
    await target(
      t('ui.performance.scope.PRODUCT'),
      async () => {
        await page.getByRole('combobox', { name: t('ui.product') }).fill('星云');
        await page.getByRole('option', { name: /星云ERP/ }).click();
      },
      '10000',
    );
    const groups = page.getByRole('table', {
      name: t('ui.performance.groups', { month: '2026-05' }),
    });
    // 6,700 of 10,000 for the product, and of 5,000 for its kind.
    await groups.getByRole('row', { name: /星云ERP.*10,000\.00.*67%/ }).waitFor();
    const download = page.waitForEvent('download');
    await press(page, 'ui.export');
    expect((await textOf(await download)).split('\r\n')[1]).toMatch(
      /^星云ERP,6700\.00,[\d.]+,10000\.00,\d+$/,
    );
    await page
      .getByRole('radio', { name: t('enum.SalesReportDimension.PRODUCT_TYPE') })
      .click({ force: true });
    await groups.getByRole('row', { name: /SaaS.*5,000\.00.*134%/ }).waitFor();
    expect(await groups.locator('tbody tr').count()).toBe(1);
    await page
      .getByRole('table', { name: t('ui.performance.rebound.title') })
      .getByRole('cell', { name: '转投制造' })
      .waitFor();
    await checkAccess();
  });

  portal.it('list earnings without a bill by one reason each', async () => {
    const { page, open, checkAccess } = await portal.as(owner);
    await open('/earned');
    const why = page.getByRole('table', { name: t('ui.earned.why') });
    await why.waitFor();
    const row = why
      .getByRole('row')
      .filter({ hasText: t('enum.BillingBlocker.NO_SHARE_AGREED') })
      .first();
    expect(await row.textContent()).toContain(t('ui.earned.notCounted'));
    await row.getByRole('button').click();
    await page
      .getByRole('table', { name: t('ui.earned.linesOf') })
      .getByText('东方制造')
      .waitFor();
    await checkAccess();
  });

  portal.it('compute the next bill as the run does', async () => {
    const { page, open, checkAccess } = await portal.as(owner);
    const { settlementForecast: next } = await owner.ask(
      '{ settlementForecast { period lineCount gross { amount } groups { productType } } }',
    );
    expect(Number(next.gross.amount)).toBeGreaterThan(0);
    await open('/earned');
    await page.getByRole('button', { name: t('ui.nextBill.compute') }).click();
    const bill = page.getByRole('region', { name: t('ui.nextBill', { period: next.period }) });
    await bill.waitFor();
    const [gross, , lines] = await bill.locator('dd').allTextContents();
    expect([amountOf(gross!), lines]).toEqual([next.gross.amount, String(next.lineCount)]);
    const groups = page.getByRole('table', { name: t('ui.nextBill.groups') }).getByRole('row');
    expect(await groups.count()).toBe(next.groups.length + 1);
    await checkAccess();
  });
});
