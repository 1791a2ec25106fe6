import { describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { freshProduct, granted, grantedJoint, setStage } from './stage.ts';

const stage = testStage('authorization reminders', setStage);

const later = (days: number): string =>
  new Date(stage.world.clock.now().getTime() + days * DAY).toISOString();

/** The members reminded of an end, with the number of days before it. */
const reminders = (id: string) =>
  stage.world.rows<{ name: string; days: string; kind: string }>(sql`
    select params->>'name' as name, params->>'days' as days, params->>'kind' as kind from outbox_message
    where template = 'authorizationEnding' and links->>'link' like ${`%/${id}`} order by created_at, params->>'name' collate "C"`);

/** Moves the clock; two servers sweep at each stop. */
async function live(...days: number[]): Promise<void> {
  const { world } = stage;
  for (const count of days) {
    world.clock.advance(count * DAY);
    await Promise.all([world.settle(), world.settle()]);
  }
}

describe('the end of an authorization', () => {
  it('is announced to both sides 30 and 7 days before, once each', async () => {
    const joint = await grantedJoint(stage, await freshProduct(stage, 'JOINT_OPERATION'), {
      validUntil: later(40),
    });
    const csp = await granted(stage, await freshProduct(stage, 'COMMON'), {
      partnerId: stage.acmeId,
      validUntil: later(40),
    });
    await live(9.5);
    expect([...(await reminders(joint)), ...(await reminders(csp))]).toEqual([]);
    await live(0.5, 10, 12.9);
    const thirty = (kind: string) => [
      { name: '李明', days: '30', kind },
      { name: '赵敏', days: '30', kind },
    ];
    expect(await reminders(joint)).toEqual(thirty('JOINT'));
    expect(await reminders(csp)).toEqual(thirty('CSP'));
    await live(0.1, 6);
    const seven = (kind: string) => thirty(kind).map((told) => ({ ...told, days: '7' }));
    expect((await reminders(joint)).slice(2)).toEqual(seven('JOINT'));
    expect((await reminders(csp)).slice(2)).toEqual(seven('CSP'));
  });

  it('is announced to the seller if the authorization is for the whole programme', async () => {
    const id = await granted(stage, await freshProduct(stage, 'COMMON'), { validUntil: later(8) });
    await live(1);
    expect(await reminders(id)).toEqual([{ name: '赵敏', days: '7', kind: 'CSP' }]);
  });

  it('moves its reminders along, and clears them on revocation', async () => {
    const { seller, world } = stage;
    const id = await grantedJoint(stage, await freshProduct(stage, 'JOINT_OPERATION'), {
      validUntil: later(40),
    });
    const terms = { id, shareRatio: '0.25', floorPayRate: '0.75' };
    const ahead = async () =>
      (
        await world.rows<{ event: string }>(sql`select event from deadline
          where subject_id = ${id.slice(4)} and fired_at is null order by event`)
      ).map(({ event }) => event);
    expect(await ahead()).toEqual(['end', 'remind-30', 'remind-7']);
    await seller.mutate('jointSalesAuthorizationAmend', { ...terms, validUntil: later(20) });
    expect(await ahead()).toEqual(['end', 'remind-7']);
    await live(13);
    expect((await reminders(id)).map(({ days }) => days)).toEqual(['7', '7']);
    await seller.mutate('jointSalesAuthorizationAmend', { ...terms, validUntil: later(60) });
    expect(await ahead()).toEqual(['end', 'remind-30', 'remind-7']);
    await seller.mutate('jointSalesAuthorizationRevoke', { id, reason: '合作终止' });
    expect(await ahead()).toEqual([]);
    await live(60);
    expect(await reminders(id)).toHaveLength(2);
  });
});
