import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { issueLink } from '../../server/modules/identity/index.ts';
import { HOUR } from '../../server/platform/clock.ts';
import { tokens } from '../../server/platform/secrets.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import { openWeb, type Web } from '../kit/web.ts';
import { openWorld, type World } from '../kit/world.ts';

let world: World;
let web: Web;
beforeAll(async () => {
  world = await openWorld('joining');
  web = await openWeb(world);
});
afterAll(async () => {
  await web?.close();
  await world?.close();
});

const PASSWORD = 'a quiet river at night';
const set = async (token: string) =>
  (await web.browser().post('/auth/set-password', { token, password: PASSWORD })).json();

test('joining by an invitation is recorded in history and audit, and clears the invitation’s clock', async () => {
  const owner = await world.member(await world.organization('PARTNER', '云衡'), 'csp.owner');
  const { id } = await owner.mutate('memberInvite', {
    name: '许诺',
    mail: 'xu@example.com',
    role: 'CSP_REP',
  });
  const [mail] = await world.rows<{ path: string }>(
    sql`select links->>'acceptLink' as path from outbox_message`,
  );
  const token = mail!.path.split('token=')[1]!;
  expect(await set(token)).toEqual({ ok: true, mail: 'xu@example.com' });

  expect((await owner.ask('{ deadlines(first: 5) { nodes { id } } }')).deadlines.nodes).toEqual([]);
  const { node } = await owner.ask(
    `{ node(id: "${id}") { ... on MemberInvitation { status version } } }`,
  );
  expect(node).toEqual({ status: 'ACCEPTED', version: 2 });
  const events = await world.rows<{ event: string }>(
    sql`select subject_type || '.' || event as event from domain_event order by created_at, id`,
  );
  expect(events.map(({ event }) => event)).toEqual([
    'MemberInvitation.send',
    'Member.join',
    'MemberInvitation.accept',
  ]);
  const [link] = await world.rows<{ used: boolean }>(
    sql`select used_at is not null as used from one_time_link where token_hash = ${tokens.hash(token)}`,
  );
  expect(link).toEqual({ used: true });
  const audited = await world.rows<{ action: string }>(sql`select action from audit_entry`);
  expect(audited.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['memberJoin', 'memberInvitationAccept']),
  );
});

test('setting a password by one link ends the other password links', async () => {
  const { viewer } = await world.member(await world.organization('PARTNER', '远山'), 'csp.owner');
  const link = () =>
    world.system((tx) =>
      issueLink(tx, {
        now: tx.now,
        expiresAt: new Date(tx.now.getTime() + HOUR),
        purpose: 'SET_PASSWORD',
        subjectId: viewer.actorId,
        createdBy: viewer.actorId,
      }),
    );
  const [first, second] = [await link(), await link()];
  expect(await set(first)).toMatchObject({ ok: true });
  expect(await set(second)).toMatchObject({ code: 'EXPIRED' });
});
