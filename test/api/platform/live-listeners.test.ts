import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '../../../server/platform/db/database.ts';
import { type Live, openLive, type Stream } from '../../kit/live.ts';
import { type Caller, type Organization, openWorld, type World } from '../../kit/world.ts';
import { customerOf, invited, partnerOf } from '../bindings/fixtures.ts';

const CLOCKS =
  'subscription { deadlineChanged { subjectType subjectId deadlines { label event dueAt } } }';
const MEMBERS = 20;
const STREAMS = 10;

let world: World;
let live: Live;
let partner: Organization;
let manager: Caller;
/** Read transactions since the last reset. */
const begun: string[] = [];

beforeAll(async () => {
  world = await openWorld('listeners');
  const reader: Database['reader'] = (viewer, clock) => {
    const inner = world.db.reader(viewer, clock);
    let isFirst = true;
    return {
      ...inner,
      rows: (query, args) => {
        if (isFirst) begun.push(viewer.actorName);
        isFirst = false;
        return inner.rows(query, args);
      },
    };
  };
  const db: Database = { ...world.db, until: () => db, reader };
  live = await openLive({ ...world, db }, [CLOCKS]);
  partner = await partnerOf(world, '云帆科技');
  manager = await world.member(partner, 'csp.manager', '李明');
});
afterAll(async () => {
  await live.close();
  await world.close();
});

/** A deadline of a new binding, whose customer is assigned to a member. */
async function invite(name: string, memberId: string): Promise<string> {
  const customerId = await customerOf(world, name, [partner]);
  await manager.mutate('customerAssignManager', { id: customerId, memberId: `mem_${memberId}` });
  return (await invited(world, manager, customerId)).id;
}

/** Ten streams of a member. */
async function streamsOf(member: Caller): Promise<Stream[]> {
  const follower = await live.as(member);
  return await Promise.all(Array.from({ length: STREAMS }, () => follower.follow(CLOCKS)));
}

const heard = async (streams: readonly Stream[]): Promise<string[]> => {
  const results = await Promise.all(streams.map((stream) => stream.next()));
  return [...new Set(results.map(({ data }) => data.deadlineChanged.subjectId as string))];
};

describe('an event that 200 members of one organization follow', () => {
  it('is read once for all viewers with the same sight, and once for each other viewer', async () => {
    const managers: Stream[] = [];
    for (let i = 0; i < MEMBERS; i++)
      managers.push(...(await streamsOf(await world.member(partner, 'csp.manager', `M${i}`))));
    const [rep, colleague] = [
      await world.member(partner, 'csp.rep', 'R'),
      await world.member(partner, 'csp.rep', 'C'),
    ];
    const reps = await streamsOf(rep);
    const colleagues = await streamsOf(colleague);
    for (const name of ['东方制造', '西部物流']) {
      begun.length = 0;
      const binding = await invite(name, rep.viewer.memberId!);
      expect([await heard(managers), await heard(reps)]).toEqual([[binding], [binding]]);
      const by = Map.groupBy(begun, ([who]) => who);
      expect([name, by.get('M')?.length, by.get('R')?.length]).toEqual([name, 1, 1]);
      expect(by.get('C')?.length ?? 0).toBeLessThan(2);
    }
    const own = await invite('南方能源', colleague.viewer.memberId!);
    expect([await heard(managers), await heard(colleagues)]).toEqual([[own], [own]]);
    expect(reps.map((stream) => stream.text()).join()).not.toContain(own);
    for (const stream of [...managers, ...reps, ...colleagues]) stream.leave();
  });
});
