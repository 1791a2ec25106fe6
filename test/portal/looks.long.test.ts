import { beforeAll, describe } from '@jest/globals';
import { authorized, listed, type Stage, setStage } from '../api/discounts/stage.ts';
import { noon, ordered } from '../api/orders/deals.ts';
import { certified, type Money, run } from '../api/settlement/bills.ts';
import { fits, TELEPHONE } from '../kit/controls.ts';
import { usePortal } from '../kit/portal.ts';
import type { Caller } from '../kit/world.ts';

/**
 * Pages with a lot on them, on a telephone, in English and in the dark theme. `npm test` tells their stories in the
 * usual look.
 */
describe('a page on a telephone', () => {
  const portal = usePortal();
  let stage: Stage;
  let money: Money;
  let bill: string;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    money = await certified(stage);
    const goods = await listed(stage.sellerManager, '小星云');
    await authorized(stage.sellerManager, goods, { validUntil: '2026-03-20T00:00:00.000+08:00' });
    for (const listMinor of [1_000_000n, 2_000_000n])
      await ordered(stage, { placedAt: noon('02-10'), lines: [{ listMinor }] });
    const [id] = await run(stage, '2026-02');
    bill = `stl_${id}`;
    await stage.operator.mutate('settlementBillSend', { id: bill });
  });

  const pages: Readonly<Record<string, () => readonly [Caller, string]>> = {
    bill: () => [money.finance, `/bills/${bill}`],
    customer: () => [stage.manager, `/customers/${stage.customerId}`],
    'coverage for a partner': () => [stage.manager, '/authorizations/coverage'],
    'coverage for a seller': () => [stage.sellerManager, '/authorizations/coverage'],
    'queue of payments': () => [stage.sellerManager, '/payment-queue'],
    'period close': () => [stage.operator, '/period-close?period=2026-02&step=countersign'],
    seller: () => [stage.sellerManager, `/sellers/org_${stage.seller.id}`],
  };
  for (const [name, of] of Object.entries(pages))
    portal.it(`${name} fits and has no fault of access`, async () => {
      const [who, path] = of();
      const { page, open, drawn, checkAccess } = await portal.as(who, TELEPHONE);
      await open(path);
      await page.locator('h1').first().waitFor();
      await drawn();
      await fits(page);
      await checkAccess();
    });
});
