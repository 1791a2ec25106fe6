import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  consumeLink,
  endLinksOf,
  issueLink,
  type NewLink,
} from '../../../server/modules/identity/link/one-time-link.store.ts';
import { DAY, HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { answers } from '../../kit/answers.ts';
import { audited } from '../../kit/traces.ts';
import { sessionOf } from '../../kit/web.ts';
import type { Caller, Organization } from '../../kit/world.ts';
import { isSignedIn, mailsTo, PASSWORD, testWeb } from './people.ts';

const stage = testWeb('links');
let owner: Caller;

beforeAll(async () => {
  owner = await stage.world.member(stage.acme, 'csp.owner');
});

const newId = (): Promise<string> => stage.world.system(async (tx) => tx.newId());

/** Issues a link as the partner's transaction would. */
async function link(
  over: Partial<NewLink> = {},
): Promise<{ token: string; subjectId: string; customerId: string }> {
  const [subjectId, customerId] = [over.subjectId ?? (await newId()), await newId()];
  const now = stage.world.clock.now();
  const token = await stage.world.db.transaction(owner.viewer, (tx) =>
    issueLink(tx, {
      now,
      expiresAt: new Date(now.getTime() + 24 * HOUR),
      purpose: 'BINDING_INVITE',
      subjectId,
      customerId,
      customerName: '北辰制造',
      issuerOrgId: stage.acme.id,
      createdBy: owner.viewer.actorId,
      ...over,
    }),
  );
  return { token, subjectId, customerId };
}

const browser = () => stage.web.browser();
const stateOf = async (token: string) => (await browser().get(`/auth/link/${token}`)).json();
const open = (token: string, by = browser()) => by.post(`/auth/link/${token}`);
const set = async (token: string, password = PASSWORD) => {
  const answer = await browser().post('/auth/set-password', { token, password });
  return { status: answer.statusCode, ...answer.json() };
};

describe('a buyer’s link', () => {
  it('opens a session scoped to its customer, any number of times within two hours', async () => {
    const { token, subjectId, customerId } = await link();
    expect(await stateOf(token)).toEqual({ state: 'OK', purpose: 'BINDING_INVITE' });
    const buyer = browser();
    const opened = (await open(token, buyer)).json();
    expect(opened).toMatchObject({
      authenticated: true,
      orgs: [],
      link: { customerId, customerName: '北辰制造', purpose: 'BINDING_INVITE', subjectId },
    });
    expect(opened.user).toBeUndefined();
    expect((await sessionOf(stage.web.app, buyer))?.viewer).toMatchObject({
      via: 'LINK',
      role: 'buyer',
      side: 'customer',
      tenantId: customerId,
      subjectId,
      memberId: null,
    });
    expect((await open(token)).statusCode).toBe(200);
    stage.web.realClock.advance(25 * 60_000);
    for (let i = 0; i < 4; i++) {
      expect(await isSignedIn(buyer)).toBe(true);
      await stage.web.app.auth.sessions.settle();
      stage.web.realClock.advance(25 * 60_000);
    }
    expect(await isSignedIn(buyer)).toBe(false);
  });

  it('is used up once, by the viewer it identifies and no other tenant', async () => {
    const { token } = await link();
    const buyer = browser();
    await open(token, buyer);
    const { viewer } = (await sessionOf(stage.web.app, buyer))!;
    const consume = (as = viewer): Promise<boolean> =>
      stage.world.db.transaction(as, (tx) =>
        consumeLink(tx, viewer.actorId, stage.world.clock.now()),
      );
    expect(await consume({ ...viewer, tenantId: await newId() })).toBe(false);
    expect((await Promise.all([consume(), consume(), consume()])).filter(Boolean)).toHaveLength(1);
    expect(await stateOf(token)).toEqual({ state: 'USED', purpose: 'BINDING_INVITE' });
    expect((await open(token)).statusCode).toBe(410);
    expect(await isSignedIn(buyer)).toBe(true);
  });

  it('ends with its session when it is withdrawn', async () => {
    const { token, subjectId } = await link();
    const buyer = browser();
    await open(token, buyer);
    await stage.world.db.transaction(owner.viewer, (tx) =>
      endLinksOf(tx, subjectId, stage.world.clock.now()),
    );
    expect(await isSignedIn(buyer)).toBe(false);
    expect(await stateOf(token)).toEqual({ state: 'EXPIRED', purpose: 'BINDING_INVITE' });
  });

  it('is unknown if it was never issued or is malformed', async () => {
    for (const token of ['x'.repeat(43), 'short', '%20']) {
      expect(await stateOf(token)).toEqual({ state: 'UNKNOWN', purpose: null });
      expect((await open(token)).json().code).toBe('UNKNOWN');
    }
  });

  it('sets no password, and a password link opens no session', async () => {
    const { token } = await link();
    expect((await set(token)).status).toBe(410);
    const purpose = { purpose: 'SET_PASSWORD', customerId: null } as const;
    const other = await link({ ...purpose, subjectId: owner.viewer.actorId });
    expect((await open(other.token)).statusCode).toBe(404);
  });
});

describe('an invitation to join', () => {
  /** Invites a colleague; returns the invitation and the token of its newest link. */
  const invite = async (mail: string, by = owner): Promise<{ id: string; token: string }> => {
    // The newest mail is the one of this invitation.
    stage.world.clock.advance(1000);
    const { id } = await by.mutate('memberInvite', { mail, name: '新同事', role: 'CSP_REP' });
    const [sent] = await mailsTo(stage.world, mail);
    return { id, token: sent!.links.acceptLink!.split('token=')[1]! };
  };

  it('makes a new user a member with the password they choose, and is recorded', async () => {
    const { world, acme } = stage;
    const { id, token } = await invite('new@example.com');
    const short = { code: 'PASSWORD_TOO_SHORT', field: 'password' };
    expect(await set(token, 'short')).toMatchObject(short);
    expect(await set(token)).toEqual({ status: 200, ok: true, mail: 'new@example.com' });
    expect((await set(token)).code).toBe('USED');
    const signIn = { mail: 'new@example.com', password: PASSWORD };
    expect((await browser().post('/auth/sign-in', signIn)).json()).toMatchObject({
      org: { id: acme.id },
      member: { role: 'CSP_REP' },
    });
    // Joining left no trace in history and audit, and the invitation's clock went on.
    await owner.sees(id, { status: 'ACCEPTED', version: 2 });
    await answers(owner, { 'deadlines(first: 5)': { nodes: [] } });
    const events = await world.rows<{ event: string }>(
      sql`select subject_type || '.' || event as event from domain_event order by created_at, id`,
    );
    expect(events.map(({ event }) => event)).toEqual([
      'MemberInvitation.send',
      'Member.join',
      'MemberInvitation.accept',
    ]);
    for (const action of ['memberJoin', 'memberInvitationAccept'])
      expect(await audited(world, action)).toHaveLength(1);
  });

  it('never replaces the password of an existing account', async () => {
    const other = await stage.world.organization('PARTNER', '远山数据');
    const { token } = await invite('new@example.com', await stage.world.member(other, 'csp.owner'));
    expect((await set(token, 'a password of the inviter')).status).toBe(401);
    expect(await set(token)).toMatchObject({ ok: true, mail: 'new@example.com' });
  });

  it('is invalid once it is withdrawn', async () => {
    const { id, token } = await invite('late@example.com');
    await owner.mutate('memberInvitationRevoke', { id });
    expect((await stateOf(token)).state).toBe('EXPIRED');
    expect((await set(token)).status).toBe(410);
  });

  it('lasts, sent again, as long as its new link', async () => {
    const { world } = stage;
    const org: Organization = await world.organization('PARTNER', '云衡');
    const boss = await world.member(org, 'csp.owner');
    const { id } = await invite('again@example.com', boss);
    world.clock.advance(6 * DAY);
    await boss.mutate('memberInvitationResend', { id });
    const expiresAt = new Date(world.clock.now().getTime() + 7 * DAY).toISOString();
    await answers(boss, { 'deadlines(first: 5)': { nodes: [{ dueAt: expiresAt }] } });
    world.clock.advance(7 * DAY - 1);
    await world.settle();
    await boss.sees(id, { status: 'PENDING', expiresAt });
    world.clock.advance(1);
    await world.settle();
    await boss.sees(id, { status: 'EXPIRED' });
  });
});

it('a password set by one link ends the other password links', async () => {
  const who = await stage.people.person(stage.acme);
  const purpose = { purpose: 'SET_PASSWORD', subjectId: who.userId, customerId: null } as const;
  const [first, second] = [await link(purpose), await link(purpose)];
  expect(await set(first.token)).toMatchObject({ ok: true });
  expect(await set(second.token)).toMatchObject({ code: 'EXPIRED' });
});
