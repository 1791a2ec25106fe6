import { afterAll } from '@jest/globals';
import { generate } from 'otplib';
import { setPassword } from '../../../server/modules/identity/user/credential.store.ts';
import { createHasher } from '../../../server/platform/auth/passwords.ts';
import type { Env } from '../../../server/platform/env.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import type { Role } from '../../../server/platform/viewer.ts';
import { testStage } from '../../kit/test-world.ts';
import { type Browser, openWeb, type Web } from '../../kit/web.ts';
import type { Caller, Organization, World } from '../../kit/world.ts';

export const PASSWORD = 'a quiet river at night';

export interface Person {
  readonly caller: Caller;
  readonly mail: string;
  readonly userId: string;
  readonly memberId: string;
}

/** Users with passwords and their browsers. */
export interface People {
  person(org: Organization, role?: Role): Promise<Person>;
  /** A browser in a separate network that is new to every account. */
  fresh(): Browser;
  /** Signs in with a browser and returns the response. */
  signIn(who: Person, browser?: Browser, more?: object): Promise<{ status: number; body: any }>;
  /** A new browser with a session of a user. */
  signedIn(who: Person): Promise<Browser>;
  /** The present code of an authenticator app. */
  code(secret: string): Promise<string>;
}

export const isSignedIn = async (browser: Browser): Promise<boolean> =>
  (await browser.get('/auth/session')).json().authenticated;

export function peopleOf(world: World, web: Web): People {
  const hasher = createHasher();
  let hash: string | undefined;
  let networks = 1;
  const fresh = (): Browser => web.browser(`198.51.${networks >> 8}.${networks++ & 255}`);
  const signIn: People['signIn'] = async ({ mail }, browser = fresh(), more = {}) => {
    const answer = await browser.post('/auth/sign-in', { mail, password: PASSWORD, ...more });
    return { status: answer.statusCode, body: answer.json() };
  };
  return {
    fresh,
    signIn,
    async person(org, role = 'csp.owner') {
      const caller = await world.member(org, role);
      const { actorId: userId, memberId } = caller.viewer;
      const mail = `${userId}@example.com`;
      hash ??= await hasher.hash(PASSWORD);
      await world.system((tx) => setPassword(tx, { id: userId, mail }, hash!));
      return { caller, mail, userId, memberId: memberId! };
    },
    async signedIn(who) {
      const browser = fresh();
      const { status } = await signIn(who, browser);
      if (status !== 200) throw new Error(`${who.mail} was not let in: ${status}`);
      return browser;
    },
    code: (secret) => generate({ secret, epoch: Math.floor(web.realClock.now().getTime() / 1000) }),
  };
}

/** Links in the mails to a user, with the mails' templates; mails of one instant are in any order. */
export const mailsTo = (
  world: World,
  mail: string,
): Promise<{ template: string; links: Record<string, string> }[]> =>
  world.rows(sql`
    select template, links from outbox_message where recipient_mail = ${mail} order by created_at desc, id desc`);

export interface WebStage {
  readonly world: World;
  readonly web: Web;
  readonly people: People;
  /** A partner. */
  readonly acme: Organization;
}

/** The whole application over a world of its own, for the tests of a file. */
export function testWeb(seed: string, env: Partial<Env> = {}, documentsFile?: string): WebStage {
  let web: Web | undefined;
  afterAll(() => web?.close());
  return testStage(seed, async (world) => {
    web = await openWeb(world, env, documentsFile);
    const acme = await world.organization('PARTNER', '云帆科技');
    return { world, web, people: peopleOf(world, web), acme };
  });
}
