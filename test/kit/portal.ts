import { AsyncLocalStorage } from 'node:async_hooks';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from '../../server/platform/sql/sql.ts';
import { type Chapter, story as chapters } from './chapters.ts';
import { ROOT } from './launcher.ts';
import { openProduct, type Product, type ProductSettings } from './product.ts';
import type { Look, Visit } from './visit.ts';
import { windowsAt } from './windows.ts';
import type { Caller } from './world.ts';

/** The demo as users see it: built portal, real server, real browser, and a clock that the story moves. */
export interface Portal extends Omit<Product, 'close'> {
  /** A browser without a session. */
  visit(look?: Look): Promise<Visit>;
  /** A browser with a session of a member. */
  as(member: Caller, look?: Look): Promise<Visit>;
  /** Runs a story. A failure saves screenshots; a browser error fails the story. */
  story(tell: () => Promise<void>): () => Promise<void>;
  /**
   * Runs a story in windows that no other one uses: it changes them for good, with scripts of its own or another clock,
   * or measures what a first visit loads. Other stories use the windows that earlier ones left.
   */
  storyInNewWindows(tell: () => Promise<void>): () => Promise<void>;
}

/**
 * Time limit of a story. It is below Jest's limit, after which Jest would start the next story while this
 * one still runs.
 */
const STORY_MS = 150_000;

export interface PortalSettings extends Omit<ProductSettings, 'wantedPort'> {
  /** Whether a link's session acts for its customer at once, as if its holder had entered the code. Default: true. */
  readonly provesLinks?: boolean;
}

/** The portal of a file, which declares its stories. */
export interface PortalOfFile extends Portal {
  /** Declares a test that tells one story. */
  it(name: string, tell: () => Promise<void>): void;
  /** Declares a test whose chapters are stories, each of which depends on those before it. */
  inChapters(name: string, declare: (chapter: Chapter) => void): void;
}

/** Opens the demo, or the product in real mode, on an empty database before a file's tests and closes it after them. */
export function usePortal(settings: PortalSettings = {}): PortalOfFile {
  let opened: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    opened = await open(settings);
  }, 600_000);
  afterAll(async () => {
    await opened?.close();
  });
  const here = (): Portal => opened.portal;
  return {
    get url() {
      return here().url;
    },
    get world() {
      return here().world;
    },
    get app() {
      return here().app;
    },
    get realClock() {
      return here().realClock;
    },
    visit: (look) => here().visit(look),
    as: (member, look) => here().as(member, look),
    settle: () => here().settle(),
    moveClock: (to) => here().moveClock(to),
    mailsTo: (address) => here().mailsTo(address),
    story: (tell) => () => here().story(tell)(),
    storyInNewWindows: (tell) => () => here().storyInNewWindows(tell)(),
    it: (name, tell) => it(name, () => here().story(tell)()),
    inChapters: (name, declare) =>
      chapters(name, (chapter) =>
        declare((title, tell) => chapter(title, () => here().story(tell)())),
      ),
  };
}

function proveLinks({ app, world }: Product): void {
  const links = app.auth.links as { openSession: typeof app.auth.links.openSession };
  const { openSession } = links;
  links.openSession = async (...link) => {
    const opened = await openSession(...link);
    await world.rows(sql`update session set fresh_until = expires_at where link_id is not null`);
    return opened;
  };
}

/** The port of the worker's last product: its windows know the files of one address. */
let port: number | undefined;

async function open({
  provesLinks = true,
  ...settings
}: PortalSettings): Promise<{ portal: Portal; close: () => Promise<void> }> {
  if (!existsSync(`${ROOT}portal/dist/index.html`))
    throw new Error('The portal is not built: run the tests with npm test, which builds it.');
  const product = await openProduct({ ...settings, wantedPort: port });
  const { url, world } = product;
  port = Number(new URL(url).port);
  if (provesLinks) proveLinks(product);
  const windows = await windowsAt(url);
  // Each story leaves only its own windows.
  const story = new AsyncLocalStorage<Portal['visit']>();
  const visit: Portal['visit'] = async (look) => {
    const open = story.getStore();
    if (!open) throw new Error('Only a story opens windows');
    return await open(look);
  };
  const told =
    (inNewWindows: boolean): Portal['story'] =>
    (tell) =>
    async () => {
      const visits = new Map<Visit, Look | undefined>();
      const openWindow: Portal['visit'] = async (look) => {
        const opened = await (inNewWindows ? windows.openNew(look) : windows.open(look));
        visits.set(opened, look);
        return opened;
      };
      let isLeft = false;
      const over = new AbortController();
      try {
        await Promise.race([story.run(openWindow, tell), limit(over.signal)]);
        expect([...visits.keys()].flatMap((opened) => opened.problems())).toEqual([]);
        isLeft = !inNewWindows;
      } catch (error) {
        const { stack, message } = error as Error;
        // Jest prints the stack, which already contains the message.
        Object.assign(error as Error, {
          stack: `${stack ?? message}${await pictures(visits.keys())}`,
        });
        throw error;
      } finally {
        over.abort();
        const leave = ([opened, look]: [Visit, Look | undefined]) =>
          isLeft ? windows.leave(opened, look) : opened.close();
        await Promise.all([...visits].map(leave));
      }
    };
  const portal: Portal = {
    ...product,
    visit,
    async as({ viewer }, look) {
      const opened = await visit(look);
      const [user] = await world.rows<{ mail: string }>(
        sql`select mail from app_user where id = ${viewer.actorId}`,
      );
      const answer = await opened.context.request.post('/auth/demo-sign-in', {
        data: { mail: user!.mail },
        headers: { 'x-partnergraph': '1' },
      });
      expect(answer.status()).toBe(200);
      return opened;
    },
    story: told(false),
    storyInNewWindows: told(true),
  };
  return { portal, close: product.close };
}

/** Rejects once a story has taken too long. */
const limit = (over: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const late = (): void => reject(new Error(`The story took longer than ${STORY_MS / 1_000} s`));
    const timer = setTimeout(late, STORY_MS);
    over.addEventListener('abort', () => clearTimeout(timer));
  });

async function pictures(visits: Iterable<Visit>): Promise<string> {
  const lines = await Promise.all(
    [...visits].map(async (opened) => {
      const path = await opened.picture().catch(() => 'no picture');
      return [`${opened.page.url()} ${path}`, ...opened.problems()].join('\n  ');
    }),
  );
  return `\n\n${lines.join('\n')}`;
}
