import { expect, it } from '@jest/globals';
import { DAY, HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { customerOf, invited } from '../bindings/fixtures.ts';
import { setDemandStage, submittedDemand } from '../demands/stage.ts';
import { authorized, listed, scheduled } from '../discounts/stage.ts';

const stage = testStage('ten days without a server', setDemandStage);

it('after 10 days without a server all overdue clocks fire once, in order, with the time each was due', async () => {
  const { world, manager, partner, sellerManager } = stage;
  const start = world.clock.now().getTime();
  const after = (hours: number) => new Date(start + hours * HOUR).toISOString();
  const demand = await submittedDemand(stage);
  const binding = await invited(world, manager, await customerOf(world, '甲公司', [partner]));
  const product = await listed(sellerManager, '短期授权商品');
  const authorization = await authorized(sellerManager, product, { validUntil: after(4 * 24) });
  const discount = await scheduled(stage, { validFrom: after(30), validUntil: after(6 * 24) });
  const unfinished = await submittedDemand(stage, { customerId: stage.customerId });
  await stage.reviewer.mutate('customerDemandReceive', { id: unfinished });

  world.clock.advance(10 * DAY);
  await world.settle();
  // A second start finds nothing left.
  await Promise.all([world.settle(), world.settle()]);

  // The clock did not move, so only the transactions tell the order.
  const happened = await world.rows<{ what: string; due: string }>(sql`
    select subject_type || ' ' || event as what, detail->>'dueAt' as due from domain_event
    where via = 'SYSTEM' and detail ? 'dueAt' order by xmin::text::bigint`);
  expect(happened).toEqual([
    { what: 'ExclusiveDiscount start', due: after(30) },
    { what: 'CspAuthorization end', due: after(4 * 24) },
    { what: 'CustomerDemand lapse', due: after(5 * 24) },
    { what: 'ExclusiveDiscount end', due: after(6 * 24) },
    { what: 'PartnerBinding expire', due: after(7 * 24) },
  ]);
  const states = await Promise.all([
    stage.manager.ask(`{ customerDemand(by: { id: "${demand}" }) { status } }`),
    stage.manager.ask(`{ partnerBinding(by: { id: "${binding.id}" }) { status } }`),
    stage.manager.ask(`{ cspAuthorization(by: { id: "${authorization}" }) { status } }`),
    stage.manager.ask(`{ exclusiveDiscount(by: { id: "${discount}" }) { status } }`),
  ]);
  expect(states.map((answer) => Object.values(answer)[0])).toEqual([
    { status: 'AUTO_REJECTED' },
    { status: 'EXPIRED' },
    { status: 'EXPIRED' },
    { status: 'EXPIRED' },
  ]);
  const audited = await world.rows<{ due: string | null }>(
    sql`select detail->>'dueAt' as due from audit_entry where action = 'customerDemandLapse'`,
  );
  expect(audited).toEqual([{ due: after(5 * 24) }]);
});
