import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lockout } from '../../../server/platform/auth/lockout.ts';
import { HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { openWeb, type Web } from '../../kit/web.ts';
import { type Organization, openWorld, type World } from '../../kit/world.ts';
import { isSignedIn, mailsTo, PASSWORD, type People, type Person, peopleOf } from './people.ts';

let world: World;
let web: Web;
let people: People;
let acme: Organization;

beforeAll(async () => {
  world = await openWorld('lock-out');
  web = await openWeb(world);
  people = peopleOf(world, web);
  acme = await world.organization('PARTNER', '云帆科技');
});
afterAll(async () => {
  await web.close();
  await world.close();
});

/** Guesses a password concurrently from different addresses; returns the number of guesses checked. */
async function attack({ mail }: Person, guesses = 40): Promise<number> {
  const answers = await Promise.all(
    Array.from({ length: guesses }, (_, i) =>
      people.fresh().post('/auth/sign-in', { mail, password: `guess ${i}` }),
    ),
  );
  return answers.filter(({ statusCode }) => statusCode === 401).length;
}

/** Inserts failed attempts on a counter, half an hour ago. */
const fail = (key: string, count: number): Promise<unknown> => {
  const at = web.realClock.now().getTime() - HOUR / 2;
  const failures = JSON.stringify(Array.from({ length: count }, (_, i) => at + i));
  return world.rows(sql`
    insert into sign_in_attempt (key, failures, pending, updated_at)
    values (${key}, ${failures}::jsonb, '[]'::jsonb, now())
    on conflict (key) do update set failures = excluded.failures`);
};
const lock = ({ mail }: Person) => fail(lockout.accountKey(mail), 20);

describe('forty guesses from forty addresses', () => {
  it('are checked twenty times at most, and do not lock out a known device', async () => {
    const who = await people.person(acme);
    const known = await people.signedIn(who);
    await known.post('/auth/sign-out');
    expect(await attack(who)).toBeLessThanOrEqual(20);
    expect(await people.signIn(who, known)).toMatchObject({ status: 200 });
    // A success of the known device gives the strangers no further guess.
    expect(await attack(who, 5)).toBe(0);
    expect((await people.signIn(who, known)).status).toBe(200);
  });

  it('leave a stranger with the right password only the mailed link, which works', async () => {
    const who = await people.person(acme);
    await lock(who);
    const owner = people.fresh();
    expect(await people.signIn(who, owner)).toMatchObject({
      status: 429,
      body: { code: 'LOCKED' },
    });
    await owner.post('/auth/forgot-password', { mail: who.mail });
    for (const task of web.app.tasks) await task.run();
    const [mail] = await mailsTo(world, who.mail);
    const token = mail!.links.resetLink!.split('token=')[1]!;
    expect((await owner.post('/auth/set-password', { token, password: PASSWORD })).statusCode).toBe(
      200,
    );
    await lock(who);
    expect(await people.signIn(who, owner)).toMatchObject({ status: 200 });
    expect(await isSignedIn(owner)).toBe(true);
  });
});

describe('a known device', () => {
  it('has twenty separate guesses an hour, and a success clears the earlier ones', async () => {
    const who = await people.person(acme);
    const known = await people.signedIn(who);
    const counter = `device:${known.device!.slice(0, 16)}`;
    await fail(counter, 18);
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, i) =>
        known.post('/auth/sign-in', { mail: who.mail, password: `guess ${i}` }),
      ),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(2);
    expect((await people.signIn(who, known)).status).toBe(429);
    // Failures of this device do not count as a stranger's.
    expect((await people.signIn(who)).status).toBe(200);
    await fail(counter, 4);
    expect((await people.signIn(who, known)).status).toBe(200);
    expect(await world.rows(sql`select key from sign_in_attempt where key = ${counter}`)).toEqual(
      [],
    );
  });

  it('is known only to the accounts that signed in on it', async () => {
    const [one, two, three] = [
      await people.person(acme),
      await people.person(acme),
      await people.person(acme),
    ];
    const shared = await people.signedIn(one);
    await people.signIn(two, shared);
    for (const who of [one, two, three]) await lock(who);
    const statuses = [];
    for (const who of [one, two, three]) statuses.push((await people.signIn(who, shared)).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('is a stranger again if its cookie is changed or too old, or the credentials have changed', async () => {
    const who = await people.person(acme);
    const known = await people.signedIn(who);
    const forged = people.fresh();
    forged.device = known.device!.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    await lock(who);
    expect((await people.signIn(who, forged)).status).toBe(429);
    web.realClock.advance(401 * 24 * HOUR);
    await lock(who);
    expect((await people.signIn(who, known)).status).toBe(429);

    const other = await people.person(acme);
    const browser = await people.signedIn(other);
    const elsewhere = await people.signedIn(other);
    const { secret } = (await browser.post('/auth/totp/enroll')).json();
    await browser.post('/auth/totp/confirm', { code: await people.code(secret) });
    await lock(other);
    expect((await people.signIn(other, elsewhere)).status).toBe(429);
    expect((await people.signIn(other, browser)).body.code).toBe('TOTP_REQUIRED');
  });
});
