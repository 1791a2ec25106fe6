import { argon2Sync, randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setPassword } from '../../../server/modules/identity/user/credential.store.ts';
import { createHasher } from '../../../server/platform/auth/passwords.ts';
import { HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import type { Browser } from '../../kit/web.ts';
import { isSignedIn, mailsTo, PASSWORD, type Person, testWeb } from './people.ts';

const NEXT = 'a loud brook at noon';

const stage = testWeb('passwords');
let who: Person;
beforeEach(async () => {
  who = await stage.people.person(stage.acme);
});

const signIn = async (password: string) =>
  (await stage.people.signIn(who, undefined, { password })).status;
/** Begins to turn the second factor on; returns its secret and present code. */
const enrolled = async (browser: Browser) => {
  const { secret } = (await browser.post('/auth/totp/enroll')).json();
  return { secret, code: await stage.people.code(secret) };
};

describe('a forgotten password', () => {
  const ask = (mail = who.mail, browser = stage.people.fresh()) =>
    browser.post('/auth/forgot-password', { mail });
  const work = async (): Promise<void> => {
    for (const task of stage.web.app.tasks) await task.run();
  };
  const tokens = async (): Promise<string[]> =>
    (await mailsTo(stage.world, who.mail))
      .filter(({ template }) => template === 'passwordReset')
      .map(({ links }) => links.resetLink!.split('token=')[1]!);
  const set = (token: string, browser = stage.people.fresh()) =>
    browser.post('/auth/set-password', { token, password: NEXT });

  it('is answered alike for every address, with the same work, so that the answer reveals no account', async () => {
    const { world, people, acme } = stage;
    const suspended = await people.person(acme);
    await world.rows(sql`update app_user set status = 'SUSPENDED' where id = ${suspended.userId}`);
    const typed = [who.mail, ` ${who.mail.toUpperCase()} `, suspended.mail, 'nobody@example.com'];
    const shown = (await Promise.all(typed.map((mail) => ask(mail)))).map(
      ({ statusCode, body, cookies }) => ({ statusCode, body, cookies }),
    );
    expect(shown).toEqual(Array(4).fill({ statusCode: 202, body: '{"ok":true}', cookies: [] }));
    const waiting = await world.rows<{ mail: string }>(
      sql`select mail from password_reset_request order by mail`,
    );
    expect(waiting.map(({ mail }) => mail)).toEqual(
      [who.mail, who.mail, suspended.mail, 'nobody@example.com'].sort(),
    );
    expect(await tokens()).toEqual([]);
    await work();
    expect(await tokens()).toHaveLength(2);
    for (const mail of [suspended.mail, 'nobody@example.com'])
      expect(await mailsTo(world, mail)).toEqual([]);
    expect(await world.rows(sql`select id from password_reset_request`)).toEqual([]);
  });

  it('is replaced once by a mailed link, which ends every session and sends a mail', async () => {
    const session = await stage.people.signedIn(who);
    await ask();
    await ask();
    await work();
    const [first, second] = await tokens();
    expect((await set(second!)).json()).toEqual({ ok: true, mail: who.mail });
    expect(await isSignedIn(session)).toBe(false);
    for (const token of [second, first]) expect((await set(token!)).statusCode).toBe(410);
    expect([await signIn(PASSWORD), await signIn(NEXT)]).toEqual([401, 200]);
    const told = (await mailsTo(stage.world, who.mail)).map(({ template }) => template).sort();
    expect(told).toEqual(['passwordChanged', 'passwordReset', 'passwordReset']);
  });

  it('gets a link for two hours', async () => {
    await ask();
    await work();
    const [token] = await tokens();
    stage.world.clock.advance(2 * HOUR);
    expect((await set(token!)).json().code).toBe('EXPIRED');
  });

  it('does not bypass the second factor', async () => {
    const { people } = stage;
    const browser = await people.signedIn(who);
    await browser.post('/auth/totp/confirm', { code: (await enrolled(browser)).code });
    await ask();
    await work();
    const thief = people.fresh();
    const [token] = await tokens();
    expect((await set(token!, thief)).statusCode).toBe(200);
    expect(thief.cookie).toBeNull();
    expect((await people.signIn(who, thief, { password: NEXT })).body.code).toBe('TOTP_REQUIRED');
  });

  it('sends three mails an hour per account, without saying so; earlier links stay valid', async () => {
    for (let i = 0; i < 5; i++) expect((await ask()).statusCode).toBe(202);
    await work();
    const mailed = await tokens();
    expect(mailed).toHaveLength(3);
    expect((await set(mailed[2]!)).statusCode).toBe(200);
    stage.web.realClock.advance(HOUR);
    await ask();
    await work();
    expect(await tokens()).toHaveLength(4);
  });

  it('allows twenty requests an hour per network, for known and unknown addresses', async () => {
    const network = stage.web.browser('203.0.113.99');
    const statuses = [];
    for (let i = 0; i < 22; i++)
      statuses.push((await ask(`nobody${i}@example.com`, network)).statusCode);
    expect(statuses.filter((status) => status === 202)).toHaveLength(20);
    const refused = await ask('nobody@example.com', network);
    expect(refused.json()).toMatchObject({ code: 'LOCKED', retryAfterSeconds: 3600 });
  });
});

// A new password ended the sessions of a person, but not the sign-ins that were under way: they went on with the proof
// that they had checked before.
describe('a password that changes meanwhile', () => {
  let nextHash: string;
  beforeAll(async () => {
    nextHash = await createHasher().hash(NEXT);
  });

  /** Runs `work` and changes the password right before the `nth` call of a method of a store in it. */
  async function changedBefore<S, R>(
    store: S,
    method: keyof S,
    work: () => Promise<R>,
    nth = 1,
  ): Promise<R> {
    const original = store[method] as (...args: unknown[]) => Promise<unknown>;
    let calls = 0;
    Object.assign(store as object, {
      [method]: async (...args: unknown[]) => {
        calls += 1;
        if (calls === nth)
          await stage.world.system((tx) =>
            setPassword(tx, { id: who.userId, mail: who.mail }, nextHash),
          );
        return await original(...args);
      },
    });
    try {
      return await work();
    } finally {
      Object.assign(store as object, { [method]: original });
      expect(calls).toBeGreaterThanOrEqual(nth);
    }
  }

  it('opens no session by the former one, which was checked before', async () => {
    const { people, web } = stage;
    const browser = people.fresh();
    // The second call records that the check succeeded.
    const answer = await changedBefore(
      web.app.auth.credentials,
      'countAttempts',
      () => people.signIn(who, browser),
      2,
    );
    expect([answer.status, answer.body.code]).toEqual([401, 'INVALID_CREDENTIALS']);
    expect(await isSignedIn(browser)).toBe(false);
    expect(await signIn(NEXT)).toBe(200);
  });

  it('is not brought back when the hash of the former one is made again', async () => {
    const salt = randomBytes(16);
    const cost = { memory: 19_456, passes: 1, parallelism: 1 };
    const cheap = argon2Sync('argon2id', {
      message: PASSWORD,
      nonce: salt,
      ...cost,
      tagLength: 32,
    });
    const [nonce, tag] = [salt, cheap].map((one) => one.toString('base64').replace(/=+$/, ''));
    const stored = `$argon2id$v=19$m=19456,t=1,p=1$${nonce}$${tag}`;
    await stage.world.rows(
      sql`update app_user set password_hash = ${stored} where id = ${who.userId}`,
    );
    await changedBefore(stage.web.app.auth.credentials, 'saveRehash', () =>
      stage.people.signIn(who),
    );
    expect([await signIn(PASSWORD), await signIn(NEXT)]).toEqual([401, 200]);
  });

  it('opens no session of another membership once the former session has ended', async () => {
    const other = await stage.world.organization('PARTNER', '另一家');
    const [member] = await stage.world.rows<{ id: string }>(sql`
      insert into membership (id, created_at, user_id, org_id, role, name, mail)
      select gen_random_uuid(), now(), user_id, ${other.id}, role, name, mail from membership where id = ${who.memberId}
      returning id`);
    const browser = await stage.people.signedIn(who);
    const answer = await changedBefore(stage.web.app.auth.sessions, 'openOther', () =>
      browser.post('/auth/switch', { memberId: member!.id }),
    );
    expect(answer.statusCode).toBe(404);
    expect(await isSignedIn(browser)).toBe(false);
  });

  it('turns no second factor on for a session that has ended', async () => {
    const browser = await stage.people.signedIn(who);
    const { code } = await enrolled(browser);
    const answer = await changedBefore(stage.web.app.auth.credentials, 'confirmTotp', () =>
      browser.post('/auth/totp/confirm', { code }),
    );
    expect(answer.statusCode).toBe(401);
    expect(await signIn(NEXT)).toBe(200);
  });
});
