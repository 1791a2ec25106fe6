import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { notificationPurge } from '../../../server/modules/notifications/index.ts';
import { DAY } from '../../../server/platform/clock.ts';
import { purgeTask } from '../../../server/platform/jobs/purge.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { type Live, openLive } from '../../kit/live.ts';
import { testWorld } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { type Stage, setStage, submitted } from '../discounts/stage.ts';

const ADDED = 'subscription { notificationAdded { subjectId event label readAt } }';

interface Received {
  readonly id: string;
  readonly event: string;
  readonly subjectId: string;
  readonly label: string;
  readonly actorName: string | null;
  readonly readAt: string | null;
  readonly createdAt: string;
}

let live: Live;
let rep: Caller;
afterAll(() => live?.close());

const world = testWorld('notifications');
let stage: Stage;

beforeAll(async () => {
  live = await openLive(world, [ADDED]);
  stage = await setStage(world);
  rep = await world.member(stage.partner, 'csp.rep', '张伟');
});

const told = async (who: Caller, filter: object = {}): Promise<Received[]> =>
  (
    await who.ask(
      `query($filter: NotificationFilter) { notifications(first: 50, filter: $filter) {
        nodes { id event subjectId subjectType label actorName createdAt readAt } } }`,
      { filter },
    )
  ).notifications.nodes;
const about = async (who: Caller, subjectId: string): Promise<string[]> =>
  (await told(who)).filter((one) => one.subjectId === subjectId).map(({ event }) => event);
const unread = async (who: Caller): Promise<number> =>
  (await who.ask('{ notifications(first: 1, filter: { isUnread: true }) { count { value } } }'))
    .notifications.count.value;
const mark = (who: Caller, name: string, input: object): Promise<{ marked: number }> =>
  who.mutate(name, { ...input }, 'marked');

describe('a notification', () => {
  it('goes to the reviewers, and then to the account managers, but not to the member who acted', async () => {
    const { manager, reviewer, sellerManager, operator } = stage;
    const stranger = await world.member(
      await world.organization('PARTNER', '海川数科'),
      'csp.owner',
    );
    const id = await submitted(stage, { name: '首批优惠', ...period('05', '08') });
    expect(await about(reviewer, id)).toEqual(['pass']);
    expect(await about(sellerManager, id)).toEqual(['pass']);
    expect(await about(manager, id)).toEqual([]);
    world.clock.advance(1000);
    await reviewer.mutate('exclusiveDiscountApprove', { id });
    expect(await about(manager, id)).toEqual(['approve']);
    const [first] = await told(manager);
    expect(first).toMatchObject({ actorName: '钱进', readAt: null });
    expect(first!.label).toContain('首批优惠');
    expect(await about(reviewer, id)).toEqual(['pass']);
    for (const other of [operator, stranger, rep]) expect(await about(other, id)).toEqual([]);
  });

  it('comes with a reminder, which no member fires', async () => {
    const { manager, reviewer } = stage;
    const id = await submitted(stage, { name: '提醒优惠', ...period('20', '31') });
    await reviewer.mutate('exclusiveDiscountApprove', { id });
    for (const date of ['2026-03-20', '2026-03-24']) {
      world.clock.moveTo(new Date(`${date}T01:00:00.000Z`));
      await world.settle();
    }
    expect((await about(manager, id)).toSorted()).toEqual(['approve', 'remind-7', 'start']);
    const reminder = (await told(manager)).find((one) => one.event === 'remind-7');
    expect(reminder).toMatchObject({ subjectId: id, actorName: null });
  });

  it('goes to the account manager only while the customer is assigned', async () => {
    const { manager, reviewer, customerId } = stage;
    const assign = (memberId: string | null) =>
      world.rows(sql`
        update customer_access set account_manager_id = ${memberId}
        where customer_id = ${customerId.slice(4)} and org_id = ${stage.partner.id}`);
    await assign(rep.viewer.memberId);
    const id = await submitted(stage, { name: '代表优惠', ...added() });
    await reviewer.mutate('exclusiveDiscountReject', { id, reason: '价格过低' });
    expect(await about(rep, id)).toEqual(['reject']);
    // The manager created the discount.
    expect(await about(manager, id)).toEqual(['reject']);
    await assign(null);
    expect(await told(rep)).toEqual([]);
  });

  it('is found by object, event and time', async () => {
    const { manager } = stage;
    const all = await told(manager);
    const approvals = all.filter(({ event }) => event === 'approve');
    expect(approvals.length).toBeGreaterThan(1);
    expect(await told(manager, { event: ['approve'] })).toEqual(approvals);
    const bindings = await told(manager, { subjectType: ['PartnerBinding'] });
    expect(bindings.map(({ event }) => event)).toEqual(['accept']);
    expect(await told(manager, { subjectType: ['Invoice'] })).toEqual([]);
    const { createdAt: from } = approvals[0]!;
    const since = all.filter(({ createdAt }) => createdAt >= from);
    expect(since.length).toBeLessThan(all.length);
    expect(await told(manager, { createdWithin: { from } })).toEqual(since);
    expect(await told(manager, { createdWithin: { until: from } })).toEqual(
      all.filter(({ createdAt }) => createdAt < from),
    );
  });

  it('is read by its member alone, and stays read', async () => {
    const { manager, reviewer } = stage;
    const [newest, ...others] = await told(manager, { isUnread: true });
    expect(others.length).toBeGreaterThan(1);
    await expect(mark(reviewer, 'notificationMarkRead', { ids: [newest!.id] })).rejects.toThrow();
    expect(await unread(manager)).toBe(others.length + 1);
    for (const marked of [1, 0])
      expect(await mark(manager, 'notificationMarkRead', { ids: [newest!.id] })).toMatchObject({
        marked,
      });
    expect(await unread(manager)).toBe(others.length);
    expect((await told(manager)).find(({ id }) => id === newest!.id)!.readAt).not.toBeNull();
    const { createdAt: until } = others.at(-1)!;
    const seen = others.filter(({ createdAt }) => createdAt <= until).length;
    expect(seen).toBeLessThan(others.length);
    expect(await mark(manager, 'notificationMarkAllRead', { until })).toMatchObject({
      marked: seen,
    });
    await mark(manager, 'notificationMarkAllRead', {});
    expect(await unread(manager)).toBe(0);
    expect(await unread(reviewer)).toBeGreaterThan(0);
  });

  it('arrives in the stream of its member alone', async () => {
    const { manager, reviewer, sellerManager } = stage;
    const [reviewers, partners] = await Promise.all(
      [reviewer, manager].map(async (who) => (await live.as(who)).follow(ADDED)),
    );
    const id = await submitted(stage, { name: '实时优惠', ...added() });
    expect((await reviewers!.next()).data.notificationAdded).toMatchObject({
      subjectId: id,
      event: 'pass',
      readAt: null,
    });
    await sellerManager.mutate('exclusiveDiscountApprove', { id });
    // The partner receives the approval first: the submission was its own.
    expect((await partners!.next()).data.notificationAdded).toMatchObject({ event: 'approve' });
  });

  it('is deleted after its retention', async () => {
    world.clock.advance(181 * DAY);
    const purge = purgeTask(world.deps, notificationPurge);
    while ((await purge.run()) > 0);
    expect(await world.rows(sql`select id from notification`)).toEqual([]);
  });
});

function period(from: string, until: string) {
  return {
    validFrom: `2026-03-${from}T00:00:00.000+08:00`,
    validUntil: `2026-03-${until}T00:00:00.000+08:00`,
  };
}

/** Another specification, so that it does not overlap. */
const added = () => ({
  lines: [{ specificationId: stage.goods.specifications[1], payRate: '0.85' }],
  ...period('26', '30'),
});
