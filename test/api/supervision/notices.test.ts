import { describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { setStage } from '../discounts/stage.ts';
import { act, delivered, supervised, uploaded } from './delivery.ts';

const stage = testStage('notices of supervision', setStage);

/** Kinds of notifications about an object that a member has. */
const told = async ({ viewer }: Caller, id: string): Promise<string[]> =>
  (
    await stage.world.rows<{ kind: string }>(
      sql`select kind from notification where member_id = ${viewer.memberId} and subject_id = ${id.slice(4)} order by created_at, id`,
    )
  ).map(({ kind }) => kind);

/** Templates of the mails to the customer since a number of them. */
const mailed = (): Promise<{ template: string; links: Record<string, string> }[]> =>
  stage.world.rows(sql`select template, links from outbox_message
    where customer_id = ${stage.customerId.slice(4)} and template like 'supervision%' order by created_at, id`);

describe('the sides of a delivery', () => {
  it('are told when it is their turn, the customer by a mail with a link to the order', async () => {
    const { buyer, sellerManager: seller, manager, world } = stage;
    const { id } = await supervised(stage, 'STANDARD');
    await act(buyer, 'submitRequirement', id, { requirementFiles: [await uploaded(world, buyer)] });
    expect(await told(seller, id)).toEqual(['SUPERVISION_TURN']);
    expect(await mailed()).toEqual([]);
    await act(seller, 'rejectRequirement', id, { reason: '不完整' });
    const [mail] = await mailed();
    expect(mail).toMatchObject({
      template: 'supervisionTurn',
      links: { link: expect.stringMatching(/^\/buyer\/orders\/[\w-]{43}$/) },
    });
    world.clock.advance(5 * DAY);
    await world.settle();
    // One reminder after one day and one after three, and the flag.
    expect((await mailed()).length).toBe(4);
    expect(await told(manager, id)).toContain('SUPERVISION_DELAY');
  });

  it('and operations are told of an appeal and of its decision', async () => {
    const { buyer, sellerManager: seller, operator } = stage;
    const id = await delivered(stage, 'LICENSE_PACKAGE');
    const { appeal } = await buyer.mutate(
      'supervisionAppeal',
      { id, category: 'NOT_AS_AGREED', reason: 'x' },
      'appeal { id }',
    );
    expect(await told(operator, appeal.id)).toEqual(['APPEAL_DESK']);
    await operator.mutate('appealTake', { id: appeal.id });
    await operator.mutate('appealDecide', { id: appeal.id, outcome: 'RESUME', reason: 'x' });
    expect(await told(seller, appeal.id)).toEqual(['APPEAL_COURSE', 'APPEAL_COURSE']);
    expect((await mailed()).at(-1)).toMatchObject({ template: 'supervisionTurn' });
  });
});

describe('the report of supervision', () => {
  it('counts deliveries by age, and those in time', async () => {
    const { operator } = stage;
    const { supervisionReport } = await operator.ask(
      `{ supervisionReport(first: 10, groupBy: [TEMPLATE]) { rows { template supervisionCount deliveredCount onTimeCount overdueCount cash { amount } } } }`,
    );
    expect(supervisionReport.rows).toEqual(
      expect.arrayContaining([
        {
          template: 'LICENSE_PACKAGE',
          supervisionCount: 1,
          deliveredCount: 1,
          onTimeCount: 1,
          overdueCount: 0,
          cash: { amount: '12345.67' },
        },
      ]),
    );
    const aged = (
      await operator.ask(
        '{ supervisionReport(first: 10, groupBy: [AGE]) { rows { age supervisionCount } } }',
      )
    ).supervisionReport.rows;
    expect(aged).toEqual(expect.arrayContaining([{ age: 'OVER_5_DAYS', supervisionCount: 1 }]));
  });
});
