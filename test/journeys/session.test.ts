import { beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../server/platform/sql/sql.ts';
import { customerOf, invited, partnerOf } from '../api/bindings/fixtures.ts';
import { usePortal } from '../kit/portal.ts';
import { answers, subscribed } from '../kit/visit.ts';
import { t, words } from '../kit/words.ts';
import type { Caller, Organization } from '../kit/world.ts';

const MINUTE = 60_000;
const ending = (minutes: number) =>
  words('zh')('ui.session.ending', { minutes }).replace('{minutes}', String(minutes));

describe('a session', () => {
  const portal = usePortal();
  let partner: Organization;
  let manager: Caller;
  let colleague: Caller;

  beforeAll(async () => {
    const { world } = portal;
    partner = await partnerOf(world, '云帆科技');
    manager = await world.member(partner, 'csp.manager', '李明');
    colleague = await world.member(partner, 'csp.owner', '王敏');
  });

  it(
    'F20 without activity warns two minutes before its end, despite background requests, and is extended by a click',
    portal.storyInNewWindows(async () => {
      const { world, realClock } = portal;
      const { page, open, checkAccess } = await portal.visit();
      await page.clock.install();
      const answered = answers(page);
      const both = async (minutes: number): Promise<void> => {
        await page.clock.fastForward(minutes * MINUTE);
        // Earlier requests are answered first; otherwise the server would count them as activity.
        await answered();
        realClock.advance(minutes * MINUTE);
      };
      const answer = await page.context().request.post('/auth/demo-sign-in', {
        data: { mail: `${manager.viewer.actorId}@example.com` },
        headers: { 'x-partnergraph': '1' },
      });
      expect(answer.status()).toBe(200);
      const following = subscribed(page);
      await open('/');
      await page.getByRole('heading', { level: 1 }).waitFor();
      await following;
      const lastSeen = () =>
        world.rows<{ at: string }>(sql`
          select last_seen_at::text as at from session where user_id = ${manager.viewer.actorId}`);
      const before = await lastSeen();
      await both(10);
      // A colleague's change appears on the page of an absent person.
      await invited(world, colleague, await customerOf(world, '东方制造', [partner]));
      await page.getByText('东方制造').first().waitFor();
      expect(await lastSeen()).toEqual(before);
      await both(18.5);
      const warning = page.getByText(ending(2));
      await warning.waitFor();
      await checkAccess();
      await page.getByRole('button', { name: t('ui.session.stay') }).click();
      await warning.waitFor({ state: 'detached' });
      expect(await lastSeen()).not.toEqual(before);
      await both(20);
      await page.getByRole('link', { name: t('ui.nav.customers'), exact: true }).click();
      await page.getByRole('heading', { level: 1, name: t('ui.nav.customers') }).waitFor();
      await page.getByRole('link', { name: '东方制造' }).waitFor();
    }),
  );
});
