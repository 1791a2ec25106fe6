import { beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { errorsOf, setStage } from '../discounts/stage.ts';
import { certified, type Money, run } from '../settlement/bills.ts';
import { orderOf, placed } from './checkout.ts';

const stage = testStage('repayments', setStage);
let money: Money;

beforeAll(async () => {
  money = await certified(stage);
});

const codes = async (id: string, by = stage.buyer, more: object = {}): Promise<string[]> =>
  (await errorsOf(by, 'orderRepay', { id, ...more })).map(
    ({ code, field }) => `${code}${field ? ` ${field.join('.')}` : ''}`,
  );
const REPAYMENT = 'lines { repayment repaidAt }';
const BILLING = 'lines { repayment billingStatus billingBlockers billLine { bill { period } } }';

async function bought(onCredit: boolean): Promise<string> {
  const id = await placed(stage);
  await stage.buyer.mutate('orderConfirmPayment', { id, onCredit });
  return id;
}

describe('an order that is paid on credit', () => {
  it('waits for the repayment, and goes into the run after it', async () => {
    const { world, buyer, manager } = stage;
    const id = await bought(true);
    world.clock.moveTo(new Date('2026-04-03T02:00:00Z'));
    expect(await run(stage, '2026-03')).toEqual([]);
    expect(await orderOf(money.finance, id, BILLING)).toEqual({
      lines: [
        {
          repayment: 'OUTSTANDING',
          billingStatus: 'PENDING',
          billingBlockers: ['UNPAID_CREDIT'],
          billLine: null,
        },
      ],
    });
    const { version } = await orderOf(buyer, id, 'version');
    await buyer.mutate('orderRepay', { id, version });
    expect(await orderOf(manager, id, REPAYMENT)).toEqual({
      lines: [{ repayment: 'REPAID', repaidAt: world.clock.now().toISOString() }],
    });
    expect(await run(stage, '2026-03')).toEqual([]);
    world.clock.moveTo(new Date('2026-05-06T02:00:00Z'));
    expect(await run(stage, '2026-04')).toHaveLength(1);
    expect(await orderOf(money.finance, id, BILLING)).toMatchObject({
      lines: [{ billingStatus: 'ISSUED', billLine: { bill: { period: '2026-04' } } }],
    });
    const { activities } = await orderOf(manager, id, 'activities(first: 9) { nodes { event } }');
    expect(activities.nodes.map(({ event }: { event: string }) => event)).toContain('repay');
  });

  it('is repaid once, by its customer or by operations with a reason', async () => {
    const { operator, manager, buyer, world } = stage;
    const id = await bought(true);
    await expect(codes(id, manager)).rejects.toThrow();
    expect(await codes(id, operator)).toEqual(['BLANK reason']);
    expect(await codes(id, operator, { reason: '客户来函确认还款' })).toEqual([]);
    expect(
      await world.rows(
        sql`select detail->>'reason' as reason from audit_entry where action = 'orderRepay' and subject_id = ${id.slice(4)}`,
      ),
    ).toEqual([{ reason: '客户来函确认还款' }]);
    expect(await codes(id)).toEqual(['NOTHING_TO_REPAY']);
    const cash = await bought(false);
    expect(await codes(cash)).toEqual(['NOTHING_TO_REPAY']);
    expect(await codes(await placed(stage))).toEqual(['NOT_IN_THIS_STATE']);
    expect(
      (await orderOf(buyer, cash, 'viewerActions { name enabled reasonCode }')).viewerActions,
    ).toContainEqual({ name: 'repay', enabled: false, reasonCode: 'NOTHING_TO_REPAY' });
  });
});
