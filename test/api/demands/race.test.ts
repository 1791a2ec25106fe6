import { beforeAll, expect, it } from '@jest/globals';
import { ShiftedClock } from '../../../server/platform/clock.ts';
import { fireClockEvent } from '../../../server/platform/command/life-cycle/clock-events.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { sizes } from '../../kit/sizes.ts';
import { testWorld } from '../../kit/test-world.ts';
import { errorsOf } from '../discounts/stage.ts';
import { type DemandStage, seenDemand, setDemandStage, submittedDemand } from './stage.ts';

const world = testWorld('demand race');
let stage: DemandStage;
beforeAll(async () => {
  stage = await setDemandStage(world);
});

it('lets one of receipt and time-out win at the same instant', async () => {
  const wins = { ACCEPTED: 0, AUTO_REJECTED: 0 };
  for (let round = 0; round < sizes.demandRaces; round++) {
    const id = await submittedDemand(stage);
    const due = new Date((await seenDemand(stage.manager, id, 'dueAt')).dueAt);
    const [deadline] = await world.rows<{ id: string }>(sql`
      select id from deadline where subject_id = ${id.slice(4)} and event = 'lapse' and fired_at is null`);
    // The seller's clock shows the last millisecond, the worker's clock the deadline itself.
    world.clock.moveTo(new Date(due.getTime() - 1));
    const lapse = fireClockEvent({ ...world.deps, clock: new ShiftedClock({ now: () => due }) });
    const timeOut = () => lapse('CustomerDemand', 'lapse', id.slice(4), deadline!.id);
    const receive = () => errorsOf(stage.reviewer, 'customerDemandReceive', { id });
    // Each starts first in half of the rounds, so that both can win.
    const [errors] =
      round % 2 === 0
        ? await Promise.all([receive(), timeOut()])
        : await Promise.all([timeOut(), receive()]).then(([, answer]) => [answer] as const);
    const { status } = await seenDemand(stage.manager, id);
    wins[status as keyof typeof wins] += 1;
    expect([status, errors!.map(({ code }) => code)]).toEqual(
      status === 'ACCEPTED' ? ['ACCEPTED', []] : ['AUTO_REJECTED', ['CONFLICT']],
    );
    const outcomes = await world.rows<{ event: string }>(sql`
      select event from domain_event where subject_id = ${id.slice(4)} and event in ('receive', 'lapse')`);
    expect(outcomes).toHaveLength(1);
  }
  expect(wins.ACCEPTED + wins.AUTO_REJECTED).toBe(sizes.demandRaces);
});
