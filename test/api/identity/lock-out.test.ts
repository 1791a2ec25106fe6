import { describe, expect, it } from '@jest/globals';
import { setPassword } from '../../../server/modules/identity/user/credential.store.ts';
import { lockout } from '../../../server/platform/auth/lockout.ts';
import { createHasher } from '../../../server/platform/auth/passwords.ts';
import { HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import type { Browser } from '../../kit/web.ts';
import { isSignedIn, mailsTo, PASSWORD, type Person, testWeb } from './people.ts';

const stage = testWeb('lock-out');
const person = () => stage.people.person(stage.acme);
const status = async (who: Person, browser?: Browser): Promise<number> =>
  (await stage.people.signIn(who, browser)).status;

/** Guesses a password concurrently from different addresses; returns the number of guesses checked. */
async function attack({ mail }: Person, guesses = 40): Promise<number> {
  const answers = await Promise.all(
    Array.from({ length: guesses }, (_, i) =>
      stage.people.fresh().post('/auth/sign-in', { mail, password: `guess ${i}` }),
    ),
  );
  return answers.filter(({ statusCode }) => statusCode === 401).length;
}

/** Inserts failed attempts on a counter, half an hour ago. */
const fail = (key: string, count: number): Promise<unknown> => {
  const at = stage.web.realClock.now().getTime() - HOUR / 2;
  const failures = JSON.stringify(Array.from({ length: count }, (_, i) => at + i));
  return stage.world.rows(sql`
    insert into sign_in_attempt (key, failures, pending, updated_at)
    values (${key}, ${failures}::jsonb, '[]'::jsonb, now())
    on conflict (key) do update set failures = excluded.failures`);
};
const lock = ({ mail }: Person) => fail(lockout.accountKey(mail), 20);

describe('forty guesses from forty addresses', () => {
  it('are checked twenty times at most, and do not lock out a known device', async () => {
    const who = await person();
    const known = await stage.people.signedIn(who);
    await known.post('/auth/sign-out');
    expect(await attack(who)).toBeLessThanOrEqual(20);
    expect(await status(who, known)).toBe(200);
    // A success of the known device gives the strangers no further guess.
    expect(await attack(who, 5)).toBe(0);
    expect(await status(who, known)).toBe(200);
  });

  it('leave a stranger with the right password only the mailed link, which works', async () => {
    const who = await person();
    await lock(who);
    const owner = stage.people.fresh();
    expect(await stage.people.signIn(who, owner)).toMatchObject({
      status: 429,
      body: { code: 'LOCKED' },
    });
    await owner.post('/auth/forgot-password', { mail: who.mail });
    for (const task of stage.web.app.tasks) await task.run();
    const [mail] = await mailsTo(stage.world, who.mail);
    const token = mail!.links.resetLink!.split('token=')[1]!;
    const set = await owner.post('/auth/set-password', { token, password: PASSWORD });
    expect(set.statusCode).toBe(200);
    await lock(who);
    expect(await status(who, owner)).toBe(200);
    expect(await isSignedIn(owner)).toBe(true);
  });
});

describe('a known device', () => {
  it('has twenty separate guesses an hour, and a success clears the earlier ones', async () => {
    const who = await person();
    const known = await stage.people.signedIn(who);
    const counter = `device:${known.device!.slice(0, 16)}`;
    await fail(counter, 18);
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, i) =>
        known.post('/auth/sign-in', { mail: who.mail, password: `guess ${i}` }),
      ),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(2);
    expect(await status(who, known)).toBe(429);
    // Failures of this device do not count as a stranger's.
    expect(await status(who)).toBe(200);
    await fail(counter, 4);
    expect(await status(who, known)).toBe(200);
    const left = await stage.world.rows(sql`select 1 from sign_in_attempt where key = ${counter}`);
    expect(left).toEqual([]);
  });

  it('is known only to the accounts that signed in on it', async () => {
    const [one, two, three] = [await person(), await person(), await person()];
    const shared = await stage.people.signedIn(one);
    await stage.people.signIn(two, shared);
    for (const who of [one, two, three]) await lock(who);
    const statuses = [];
    for (const who of [one, two, three]) statuses.push(await status(who, shared));
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('is a stranger again if its cookie is changed or too old, or the credentials have changed', async () => {
    const who = await person();
    const known = await stage.people.signedIn(who);
    const forged = stage.people.fresh();
    forged.device = known.device!.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    await lock(who);
    expect(await status(who, forged)).toBe(429);
    stage.web.realClock.advance(401 * 24 * HOUR);
    await lock(who);
    expect(await status(who, known)).toBe(429);

    const other = await person();
    const browser = await stage.people.signedIn(other);
    const elsewhere = await stage.people.signedIn(other);
    const { secret } = (await browser.post('/auth/totp/enroll')).json();
    await browser.post('/auth/totp/confirm', { code: await stage.people.code(secret) });
    await lock(other);
    expect(await status(other, elsewhere)).toBe(429);
    expect((await stage.people.signIn(other, browser)).body.code).toBe('TOTP_REQUIRED');
  });
});

describe('guesses one after another', () => {
  it('are checked five times, from any networks, until the password is new', async () => {
    const who = await person();
    const guess = async (password: string) =>
      (await stage.people.signIn(who, undefined, { password })).status;
    const statuses = [];
    for (let i = 0; i < 8; i++) statuses.push(await guess(`guess ${i}`));
    expect(statuses).toEqual([...Array(5).fill(401), 429, 429, 429]);
    const { body } = await stage.people.signIn(who);
    expect(body).toMatchObject({ code: 'LOCKED', retryAfterSeconds: expect.any(Number) });
    const hash = await createHasher().hash(PASSWORD);
    await stage.world.system((tx) => setPassword(tx, { id: who.userId, mail: who.mail }, hash));
    expect(await status(who)).toBe(200);
  });
});

describe('one network', () => {
  it('is stopped if it guesses at many accounts, but not its users’ own mistakes', async () => {
    const network = '203.0.113.77';
    const browser = () => stage.web.browser(network);
    await fail(`network:${network}`, 40);
    expect(await status(await person(), browser())).toBe(200);
    await fail(`network:${network}`, 95);
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        browser().post(
          '/auth/sign-in',
          { mail: `nobody${i}@example.com`, password: 'x' },
          { 'x-partnergraph': '1', 'x-forwarded-for': `10.0.0.${i}` },
        ),
      ),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(5);
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(25);
  });
});
