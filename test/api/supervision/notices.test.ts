import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { noticesOf } from '../../kit/notices.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { setStage } from '../discounts/stage.ts';
import { act, appealed, delivered, files, seen, supervised, uploaded } from './delivery.ts';

const stage = testStage('notices of supervision', setStage);

/** Kinds of notifications about an object that a member has. */
const told = async (who: Caller, id: string): Promise<string[]> =>
  (await noticesOf(stage.world, who, id)).map((notice) => notice.split(' ')[0]!);

/** Templates of the mails to the customer since a number of them. */
const mailed = (): Promise<{ template: string; links: Record<string, string> }[]> =>
  stage.world.rows(sql`select template, links from outbox_message
    where customer_id = ${stage.customerId.slice(4)} and template like 'supervision%' order by created_at, id`);

describe('the sides of a delivery', () => {
  it('are told when it is their turn, the customer by a mail with a link to the order', async () => {
    const { buyer, sellerManager: seller, manager, world } = stage;
    const { id } = await supervised(stage, 'STANDARD');
    await act(buyer, 'submitRequirement', id, await files(world, buyer, 'requirementFiles'));
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
    const appeal = await appealed(buyer, id, { category: 'NOT_AS_AGREED' });
    expect(await told(operator, appeal)).toEqual(['APPEAL_DESK']);
    await operator.mutate('appealTake', { id: appeal });
    await operator.mutate('appealDecide', { id: appeal, outcome: 'RESUME', reason: 'x' });
    expect(await told(seller, appeal)).toEqual(['APPEAL_COURSE', 'APPEAL_COURSE']);
    expect((await mailed()).at(-1)).toMatchObject({ template: 'supervisionTurn' });
  });
});

describe('the report of supervision', () => {
  it('counts deliveries by age, and those in time', async () => {
    const { operator } = stage;
    const by = async (dimension: string, fields: string): Promise<object[]> =>
      (
        await operator.ask(
          `{ supervisionReport(first: 10, groupBy: [${dimension}]) { rows { ${dimension.toLowerCase()} supervisionCount ${fields} } } }`,
        )
      ).supervisionReport.rows;
    const figures = 'deliveredCount onTimeCount overdueCount cash { amount }';
    expect(await by('TEMPLATE', figures)).toContainEqual({
      template: 'LICENSE_PACKAGE',
      supervisionCount: 1,
      deliveredCount: 1,
      onTimeCount: 1,
      overdueCount: 0,
      cash: { amount: '12345.67' },
    });
    expect(await by('AGE', '')).toContainEqual({ age: 'OVER_5_DAYS', supervisionCount: 1 });
  });
});

describe('the discussion of a delivery', () => {
  let id: string;
  let linked: Caller;
  beforeAll(async () => {
    const made = await supervised(stage, 'STANDARD');
    id = made.id;
    const subjectId = made.orderId.slice(4);
    linked = stage.world.as({ ...stage.buyer.viewer, via: 'LINK', subjectId });
  });

  const say = (by: Caller, body: string, audience: string, attachmentIds: string[] = []) =>
    by.mutate('supervisionComment', { id, body, audience, attachmentIds }, 'comment { id side }');
  const heard = async (by: Caller): Promise<string[]> =>
    (await seen(by, id, 'comments(first: 20) { nodes { body } }')).comments.nodes
      .map(({ body }: { body: string }) => body)
      .sort();

  it('lets the buyer take part by its link, and keeps what each side says inside', async () => {
    const { sellerManager, manager, operator, world } = stage;
    await say(linked, '问：何时可以部署？', 'SHARED', [await uploaded(world, linked)]);
    await say(sellerManager, '答：下周一。', 'SHARED');
    const inside: readonly (readonly [Caller, string])[] = [
      [linked, '内部：预算已批'],
      [sellerManager, '内部：人手不足'],
      [manager, '内部：跟进续费'],
      [operator, '内部：重点关注'],
    ];
    for (const [by, body] of inside) await say(by, body, 'INTERNAL');
    for (const [by, body] of inside)
      expect(await heard(by)).toEqual([body, '答：下周一。', '问：何时可以部署？'].sort());
  });

  it('notifies the other parties of the buyer’s words', async () => {
    const told = async ({ viewer }: Caller) =>
      (
        await stage.world.rows<{ actor: string }>(
          sql`select actor_name as actor from notification where event = 'comment' and member_id = ${viewer.memberId}`,
        )
      ).map(({ actor }) => actor);
    expect(await told(stage.manager)).toHaveLength(2);
    expect(await told(stage.sellerManager)).toEqual([linked.viewer.actorName]);
  });
});
