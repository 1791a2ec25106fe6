import { argon2Sync, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { setPassword } from '../../server/modules/identity/user/credential.store.ts';
import { createHasher } from '../../server/platform/auth/passwords.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import {
  isSignedIn,
  PASSWORD,
  type People,
  type Person,
  peopleOf,
} from '../api/identity/people.ts';
import { openWeb, type Web } from '../kit/web.ts';
import { openWorld, type World } from '../kit/world.ts';

// A new password ended the sessions of a person, but not the sign-ins that were under way: they went on with the proof
// that they had checked before.

const NEXT = 'another quiet river';

let world: World;
let web: Web;
let people: People;
let who: Person;
let nextHash: string;
beforeAll(async () => {
  world = await openWorld('old password');
  web = await openWeb(world);
  people = peopleOf(world, web);
  nextHash = await createHasher().hash(NEXT);
});
afterAll(async () => {
  await web?.close();
  await world?.close();
});
beforeEach(async () => {
  who = await people.person(await world.organization('PARTNER', '云帆科技'));
});

const changePassword = (): Promise<void> =>
  world.system((tx) => setPassword(tx, { id: who.userId, mail: who.mail }, nextHash));

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
      if (calls === nth) await changePassword();
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

const signsInWith = async (password: string): Promise<boolean> => {
  const browser = people.fresh();
  await people.signIn(who, browser, { password });
  return await isSignedIn(browser);
};

it('opens no session by a password that changed after it was checked', async () => {
  const browser = people.fresh();
  const { credentials } = web.app.auth;
  // The second call records that the check succeeded.
  const answer = await changedBefore(
    credentials,
    'countAttempts',
    () => people.signIn(who, browser),
    2,
  );
  expect([answer.status, answer.body.code]).toEqual([401, 'INVALID_CREDENTIALS']);
  expect(await isSignedIn(browser)).toBe(false);
  expect(await signsInWith(NEXT)).toBe(true);
});

it('does not bring an old password back when its hash is made again', async () => {
  const salt = randomBytes(16);
  const cost = { memory: 19_456, passes: 1, parallelism: 1 };
  const cheap = argon2Sync('argon2id', { message: PASSWORD, nonce: salt, ...cost, tagLength: 32 });
  const [nonce, tag] = [salt, cheap].map((one) => one.toString('base64').replace(/=+$/, ''));
  const stored = `$argon2id$v=19$m=19456,t=1,p=1$${nonce}$${tag}`;
  await world.rows(
    sql`update app_user set password_hash = ${stored} where id = ${who.userId} returning id`,
  );
  const { credentials } = web.app.auth;
  await changedBefore(credentials, 'saveRehash', () => people.signIn(who));
  expect(await signsInWith(PASSWORD)).toBe(false);
  expect(await signsInWith(NEXT)).toBe(true);
});

it('opens no session of another membership once the former session has ended', async () => {
  const other = await world.organization('PARTNER', '另一家');
  const [member] = await world.rows<{ id: string }>(sql`
    insert into membership (id, created_at, user_id, org_id, role, name, mail)
    select gen_random_uuid(), now(), user_id, ${other.id}, role, name, mail from membership where id = ${who.memberId}
    returning id`);
  const browser = await people.signedIn(who);
  const { sessions } = web.app.auth;
  const answer = await changedBefore(sessions, 'openOther', () =>
    browser.post('/auth/switch', { memberId: member!.id }),
  );
  expect(answer.statusCode).toBe(404);
  expect(await isSignedIn(browser)).toBe(false);
});

it('turns no second factor on for a session that has ended', async () => {
  const browser = await people.signedIn(who);
  const { secret } = (await browser.post('/auth/totp/enroll')).json();
  const { credentials } = web.app.auth;
  const code = await people.code(secret);
  const answer = await changedBefore(credentials, 'confirmTotp', () =>
    browser.post('/auth/totp/confirm', { code }),
  );
  expect(answer.statusCode).toBe(401);
  expect(await signsInWith(NEXT)).toBe(true);
});
