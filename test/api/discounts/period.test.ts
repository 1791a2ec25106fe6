import { beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { authorized, draftOf, errorsOf, listed, saved, scheduled, setStage } from './stage.ts';

const stage = testStage('discount period', setStage);
let ten: Record<string, unknown>;
beforeAll(async () => {
  const goods = await listed(stage.sellerManager, '短期授权商品');
  await authorized(stage.sellerManager, goods, { validUntil: '2026-03-20T00:00:00.000+08:00' });
  ten = {
    productId: goods.productId,
    lines: [{ specificationId: goods.specifications[0], payRate: '0.9' }],
  };
});

const at = (day: string): string => `${day}T00:00:00.000+08:00`;
const submit = async (validFrom: string, validUntil: string, changes = {}) => {
  const id = await saved(stage, {
    ...ten,
    ...changes,
    validFrom: at(validFrom),
    validUntil: at(validUntil),
  });
  return await errorsOf(stage.manager, 'exclusiveDiscountSubmit', { id });
};

describe('the period of a discount', () => {
  it('starts within the authorization that applies and may extend past its end', async () => {
    expect(await submit('2026-03-20', '2026-03-25')).toEqual([
      {
        code: 'START_AFTER_AUTHORIZATION',
        field: ['validFrom'],
        params: [{ key: 'last', value: '2026-03-19' }],
      },
    ]);
    expect(await submit('2026-03-19', '2026-06-01')).toEqual([]);
  });

  it('is limited by the policy, and all faults are named at once', async () => {
    expect(await submit('2026-03-18', '2027-03-19')).toEqual([
      { code: 'PERIOD_TOO_LONG', field: ['validUntil'], params: [{ key: 'days', value: '365' }] },
    ]);
    const errors = await submit('2026-12-01', '2036-12-01', {
      lines: [{ ...(ten.lines as object[])[0], payRate: '0.5' }],
    });
    expect(errors.map(({ code }) => code)).toEqual([
      'START_AFTER_AUTHORIZATION',
      'PERIOD_TOO_LONG',
      'BELOW_FLOOR',
    ]);
    expect(await submit('2026-03-18', '2027-03-18')).toEqual([]);
  });

  it('is limited by the value in force at submission', async () => {
    const { world } = stage;
    const from = new Date(world.clock.now().getTime() + 60_000);
    await world.rows(sql`insert into policy_value (id, created_at, key, value, effective_from, set_by, reason)
      values (gen_random_uuid(), ${world.clock.now()}, 'discounts.max-days', 30, ${from}, 'test', 'test')`);
    const period = ['2026-09-01', '2026-10-15'] as const;
    expect(await submit(...period, draftOf(stage))).toEqual([]);
    world.clock.moveTo(from);
    expect(await submit('2026-11-01', '2026-12-02', draftOf(stage))).toMatchObject([
      { code: 'PERIOD_TOO_LONG', params: [{ key: 'days', value: '30' }] },
    ]);
  });

  it('is available to the form before the draft is saved, and for an extension', async () => {
    const { manager } = stage;
    const { exclusiveDiscountQuote } = await manager.ask(
      `query($input: ExclusiveDiscountQuoteInput!) {
        exclusiveDiscountQuote(input: $input) { startsBefore maxDays nextReviewer userErrors { code } } }`,
      { input: { customerId: stage.customerId, ...ten } },
    );
    expect(exclusiveDiscountQuote).toEqual({
      startsBefore: new Date(at('2026-03-20')).toISOString(),
      maxDays: 30,
      nextReviewer: null,
      userErrors: [],
    });
    const id = await scheduled(stage, {
      validFrom: at('2026-04-01'),
      validUntil: at('2026-04-30'),
    });
    await manager.sees(id, { extendableUntil: new Date(at('2026-05-30')).toISOString() });
    const extended = (until: string) =>
      errorsOf(manager, 'exclusiveDiscountExtend', { id, validUntil: at(until) });
    expect(await extended('2026-05-31')).toMatchObject([
      { code: 'PERIOD_TOO_LONG', field: ['validUntil'] },
    ]);
    expect(await extended('2026-05-30')).toEqual([]);
  });
});
