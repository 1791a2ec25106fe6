import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { openWeb, type Web } from '../../kit/web.ts';
import { type Organization, openWorld, type World } from '../../kit/world.ts';
import { isSignedIn, mailsTo, type People, type Person, peopleOf } from './people.ts';

const NEXT = 'a loud brook at noon';

let world: World;
let web: Web;
let people: People;
let acme: Organization;

beforeAll(async () => {
  world = await openWorld('forgot password');
  web = await openWeb(world);
  people = peopleOf(world, web);
  acme = await world.organization('PARTNER', '云帆科技');
});
afterAll(async () => {
  await web.close();
  await world.close();
});

const ask = (mail: string, browser = people.fresh()) =>
  browser.post('/auth/forgot-password', { mail });
const work = async (): Promise<void> => {
  for (const task of web.app.tasks) await task.run();
};
const tokens = async ({ mail }: Person): Promise<string[]> =>
  (await mailsTo(world, mail))
    .filter(({ template }) => template === 'passwordReset')
    .map(({ links }) => links.resetLink!.split('token=')[1]!);
const set = (token: string, password = NEXT, browser = people.fresh()) =>
  browser.post('/auth/set-password', { token, password });

describe('a forgotten password', () => {
  it('is answered alike for every address, with the same work, so that the answer reveals no account', async () => {
    const who = await people.person(acme);
    const suspended = await people.person(acme);
    await world.rows(sql`update app_user set status = 'SUSPENDED' where id = ${suspended.userId}`);
    const answers = await Promise.all(
      [who.mail, ` ${who.mail.toUpperCase()} `, suspended.mail, 'nobody@example.com'].map((mail) =>
        ask(mail),
      ),
    );
    const shown = answers.map(({ statusCode, body, cookies }) => ({ statusCode, body, cookies }));
    expect(shown[0]).toEqual({ statusCode: 202, body: '{"ok":true}', cookies: [] });
    expect(new Set(shown.map((one) => JSON.stringify(one))).size).toBe(1);
    const waiting = await world.rows<{ mail: string }>(
      sql`select mail from password_reset_request order by mail`,
    );
    expect(waiting.map(({ mail }) => mail)).toEqual(
      [who.mail, who.mail, suspended.mail, 'nobody@example.com'].sort(),
    );
    expect(await mailsTo(world, who.mail)).toEqual([]);
    await work();
    expect(await tokens(who)).toHaveLength(2);
    expect(await mailsTo(world, suspended.mail)).toEqual([]);
    expect(await mailsTo(world, 'nobody@example.com')).toEqual([]);
    expect(await world.rows(sql`select id from password_reset_request`)).toEqual([]);
  });

  it('is replaced once by a mailed link, which ends every session and sends a mail', async () => {
    const who = await people.person(acme);
    const session = await people.signedIn(who);
    await ask(who.mail);
    await ask(who.mail);
    await work();
    const [first, second] = await tokens(who);
    expect((await set(second!)).json()).toEqual({ ok: true, mail: who.mail });
    expect(await isSignedIn(session)).toBe(false);
    expect((await set(second!)).statusCode).toBe(410);
    expect((await set(first!)).statusCode).toBe(410);
    expect((await people.signIn(who)).status).toBe(401);
    expect((await people.signIn(who, undefined, { password: NEXT })).status).toBe(200);
    const told = (await mailsTo(world, who.mail)).map(({ template }) => template).sort();
    expect(told).toEqual(['passwordChanged', 'passwordReset', 'passwordReset']);
  });

  it('gets a link for two hours', async () => {
    const who = await people.person(acme);
    await ask(who.mail);
    await work();
    const [token] = await tokens(who);
    world.clock.advance(2 * HOUR);
    expect((await set(token!)).json().code).toBe('EXPIRED');
  });

  it('does not bypass the second factor', async () => {
    const who = await people.person(acme);
    const browser = await people.signedIn(who);
    const { secret } = (await browser.post('/auth/totp/enroll')).json();
    await browser.post('/auth/totp/confirm', { code: await people.code(secret) });
    await ask(who.mail);
    await work();
    const thief = people.fresh();
    const [token] = await tokens(who);
    expect((await set(token!, NEXT, thief)).statusCode).toBe(200);
    expect(thief.cookie).toBeNull();
    expect((await people.signIn(who, thief, { password: NEXT })).body.code).toBe('TOTP_REQUIRED');
  });

  it('sends three mails an hour per account, without saying so; earlier links stay valid', async () => {
    const who = await people.person(acme);
    for (let i = 0; i < 5; i++) expect((await ask(who.mail)).statusCode).toBe(202);
    await work();
    const mailed = await tokens(who);
    expect(mailed).toHaveLength(3);
    expect((await set(mailed[2]!)).statusCode).toBe(200);
    web.realClock.advance(HOUR);
    await ask(who.mail);
    await work();
    expect(await tokens(who)).toHaveLength(4);
  });

  it('allows twenty requests an hour per network, for known and unknown addresses', async () => {
    const network = web.browser('203.0.113.99');
    const statuses = [];
    for (let i = 0; i < 22; i++)
      statuses.push((await ask(`nobody${i}@example.com`, network)).statusCode);
    expect(statuses.filter((status) => status === 202)).toHaveLength(20);
    const refused = await ask('nobody@example.com', network);
    expect(refused.json()).toMatchObject({ code: 'LOCKED', retryAfterSeconds: 3600 });
  });
});
