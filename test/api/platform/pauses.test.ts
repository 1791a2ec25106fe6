import { beforeAll, describe, expect, it } from '@jest/globals';
import { discountLife } from '../../../server/modules/discounts/index.ts';
import { calendar } from '../../../server/platform/calendar.ts';
import { DAY } from '../../../server/platform/clock.ts';
import type { LifeCycle } from '../../../server/platform/command/types.ts';
import { machine } from '../../../server/platform/machine.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { customerOf, invited, statusOf } from '../bindings/fixtures.ts';
import { scheduled, seen, setStage, submitted } from '../discounts/stage.ts';
import { pause, resume, uuidOf } from './pausing.ts';

const stage = testStage('paused deadlines', setStage);

const local = (day: string, time: string): string => calendar.instantAt(day, time).toISOString();

const clockOf = async (id: string) =>
  (
    await stage.operator.ask(
      'query($id: ID!) { deadlines(first: 10, filter: { subjectId: [$id] }) { nodes { dueAt pausedSince pauseReason } } }',
      { id },
    )
  ).deadlines.nodes;

describe('a paused deadline', () => {
  it('of working days keeps its working time, and its record moves along', async () => {
    const { world, reviewer } = stage;
    const id = await submitted(stage);
    const { reviewDueAt } = await seen(reviewer, id, 'reviewDueAt');
    expect(reviewDueAt).toBe(local('2026-03-05', '10:00:00'));
    world.clock.moveTo(new Date(local('2026-03-03', '10:00:00')));
    await pause(stage.world, 'ExclusiveDiscount', id);
    await pause(stage.world, 'ExclusiveDiscount', id);
    expect(await clockOf(id)).toEqual([
      { dueAt: reviewDueAt, pausedSince: local('2026-03-03', '10:00:00'), pauseReason: 'APPEAL' },
    ]);
    // Two working days are left. They begin again on Sunday, so with Monday 00:00.
    world.clock.moveTo(new Date(local('2026-03-08', '15:00:00')));
    await resume(stage.world, 'ExclusiveDiscount', id);
    await resume(stage.world, 'ExclusiveDiscount', id);
    const due = local('2026-03-11', '00:00:00');
    expect(await clockOf(id)).toEqual([{ dueAt: due, pausedSince: null, pauseReason: null }]);
    await reviewer.sees(id, { reviewDueAt: due });
  });

  it('of calendar days does not expire, and moves by the length of the pause', async () => {
    const { world, manager, partner } = stage;
    const { id } = await invited(world, manager, await customerOf(world, '甲公司', [partner]));
    const [{ dueAt }] = await clockOf(id);
    world.clock.advance(3 * DAY);
    await pause(stage.world, 'PartnerBinding', id);
    world.clock.advance(20 * DAY);
    await world.settle();
    expect(await statusOf(manager, id)).toBe('INVITED');
    await resume(stage.world, 'PartnerBinding', id);
    const due = new Date(Date.parse(dueAt) + 20 * DAY);
    expect(await clockOf(id)).toMatchObject([{ dueAt: due.toISOString(), pausedSince: null }]);
    world.clock.moveTo(new Date(due.getTime() - 1_000));
    await world.settle();
    expect(await statusOf(manager, id)).toBe('INVITED');
    world.clock.moveTo(due);
    await world.settle();
    expect(await statusOf(manager, id)).toBe('EXPIRED');
  });

  it('that is set again meanwhile stays paused', async () => {
    const { world, manager, partner } = stage;
    const { id } = await invited(world, manager, await customerOf(world, '乙公司', [partner]));
    await pause(stage.world, 'PartnerBinding', id);
    world.clock.advance(DAY);
    await manager.mutate('partnerBindingResend', { id });
    const now = world.clock.now();
    expect(await clockOf(id)).toEqual([
      {
        dueAt: new Date(now.getTime() + 7 * DAY).toISOString(),
        pausedSince: now.toISOString(),
        pauseReason: 'APPEAL',
      },
    ]);
  });
});

/** A life of discounts whose state WITHDRAWN freezes the node SCHEDULED. */
const frozen: LifeCycle = {
  ...discountLife,
  effects: {
    arrive(tx, row) {
      const days = (count: number) => new Date(tx.now.getTime() + count * DAY);
      Object.assign(row, { validFrom: days(1), validUntil: days(40) });
    },
    restart(tx, row) {
      Object.assign(row, { validUntil: new Date(tx.now.getTime() + 5 * DAY) });
    },
  },
  machine: machine({
    type: 'ExclusiveDiscount',
    states: ['SCHEDULED', 'WITHDRAWN', 'REVOKED'],
    transitions: [
      { event: 'create', from: [null], to: 'SCHEDULED', by: ['system'] },
      { event: 'arrive', from: ['SCHEDULED'], to: 'SCHEDULED', by: ['system'] },
      { event: 'freeze', from: ['SCHEDULED'], to: 'WITHDRAWN', by: ['system'] },
      { event: 'resume', from: ['WITHDRAWN'], to: 'SCHEDULED', by: ['system'] },
      { event: 'restart', from: ['WITHDRAWN'], to: 'SCHEDULED', by: ['system'] },
      { event: 'close', from: ['WITHDRAWN', 'SCHEDULED'], to: 'REVOKED', by: ['system'] },
    ],
    due: [
      { state: 'SCHEDULED', event: 'close', kind: 'CALENDAR_DAYS', acts: null, at: 'validUntil' },
      { state: 'SCHEDULED', event: null, kind: 'INSTANT', acts: 'PARTNER', at: 'validFrom' },
    ],
    reminders: [{ state: 'SCHEDULED', before: 'validUntil', days: [7, 1] }],
    pauses: [{ state: 'WITHDRAWN', reason: 'APPEAL' }],
  }),
};

describe('a state that pauses', () => {
  let id: string;
  let start: number;
  const fire = (event: string) =>
    stage.world.system(async (tx) => tx.fire(frozen, await tx.get(frozen, uuidOf(id)), event));
  /** Event, day since the start, and whether the clock is paused. */
  const clocks = async () => {
    const rows = await stage.world.rows<{ event: string | null; due: Date; since: Date | null }>(
      sql`select event, due_at as due, paused_since as since from deadline
        where subject_id = ${uuidOf(id)} and fired_at is null order by due_at`,
    );
    return rows.map(({ event, due, since }) => {
      const day = (new Date(due).getTime() - start) / DAY;
      return `${event ?? 'show'} ${day}${since ? ' paused' : ''}`;
    });
  };

  beforeAll(async () => {
    const { world } = stage;
    const now = world.clock.now().getTime();
    id = await scheduled(stage, {
      validFrom: new Date(now + 3 * DAY).toISOString(),
      validUntil: new Date(now + 4 * DAY).toISOString(),
    });
    await world.rows(sql`delete from deadline where subject_id = ${uuidOf(id)}`);
    start = world.clock.now().getTime();
    await fire('arrive');
  });

  it('stops the clocks of the state before, and the state after it goes on with them', async () => {
    const { world } = stage;
    expect(await clocks()).toEqual(['show 1', 'remind-7 33', 'remind-1 39', 'close 40']);
    world.clock.advance(2 * DAY);
    await fire('freeze');
    expect(await clocks()).toEqual([
      'show 1 paused',
      'remind-7 33 paused',
      'remind-1 39 paused',
      'close 40 paused',
    ]);
    world.clock.advance(50 * DAY);
    await world.settle();
    await fire('resume');
    // A fixed instant stays where it is; days move by the pause of fifty days.
    expect(await clocks()).toEqual(['show 1', 'remind-7 83', 'remind-1 89', 'close 90']);
    const [row] = await world.rows<{ until: Date }>(
      sql`select valid_until as until from exclusive_discount where id = ${uuidOf(id)}`,
    );
    expect((new Date(row!.until).getTime() - start) / DAY).toBe(90);
  });

  it('leaves an instant alone that the event moves, and drops a reminder that has passed', async () => {
    await fire('freeze');
    stage.world.clock.advance(10 * DAY);
    await fire('restart');
    expect(await clocks()).toEqual(['show 1', 'remind-1 66', 'close 67']);
  });

  it('ends all clocks if the state after it has none', async () => {
    await fire('freeze');
    await fire('close');
    expect(await clocks()).toEqual([]);
  });
});
