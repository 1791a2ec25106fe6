import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Page,
  Request,
} from 'playwright-core';
import { axe } from './axe.ts';

/** Settings of a user's browser: language, theme, window. */
export interface Look {
  readonly language?: 'zh-CN' | 'en-US';
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/** One user's browser at the portal. */
export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Opens an address of the portal and waits until the page is drawn. */
  open(path: string): Promise<void>;
  /** Changes to another address inside the loaded portal, as a link does, and waits for the title of the new page. */
  go(path: string): Promise<void>;
  /** Resolves when the page has its title and nothing on it loads. */
  drawn(): Promise<void>;
  /**
   * Fails if axe finds faults on the page in its present state. The short form of the suite checks less than `inFull`:
   * see `axe`.
   */
  checkAccess(how?: { readonly inFull: boolean }): Promise<void>;
  /** Registers a console message that the story causes on purpose. */
  expectComplaint(about: RegExp): void;
  /** Unexpected console messages, requests to other origins, and script errors. */
  problems(): string[];
  /** Saves a screenshot for the analysis of a failure and returns its path. */
  picture(): Promise<string>;
  close(): Promise<void>;
}

/** Time to wait for a condition before it counts as false; a busy machine needs several times the usual. */
const TIMEOUT_MS = 30_000;

/** Subscriptions of every member's page: deadlines and notifications. */
const FOLLOWED = 2;

/** Call before the page opens. Resolves when its subscriptions have begun, so that later events reach it. */
export function subscribed(page: Page): Promise<void> {
  let begun = 0;
  return new Promise((resolve) => {
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (pathname !== '/graphql/stream' || response.request().method() !== 'POST') return;
      begun += 1;
      if (begun === FOLLOWED) resolve();
    });
  });
}

/** Call before the page opens. The result resolves when all requests of the page are answered. */
export function answers(page: Page): () => Promise<void> {
  const pending = new Set<Request>();
  const done = (request: Request) => void pending.delete(request);
  page.on('request', (request) => {
    if (new URL(request.url()).pathname !== '/graphql/stream') pending.add(request);
  });
  page.on('requestfinished', done);
  page.on('requestfailed', done);
  return async () => {
    while (pending.size > 0) await setTimeout(20);
  };
}

/** The settings of a window with a look. */
export function windowOptions(url: string, look: Look = {}): BrowserContextOptions {
  const { language = 'zh-CN', theme = 'light', width = 1366, height = 800 } = look;
  return {
    baseURL: url,
    locale: language,
    timezoneId: 'Asia/Shanghai',
    colorScheme: theme,
    reducedMotion: 'reduce',
    viewport: { width, height },
  };
}

/** Opens a browser window with its own cookies that records all problems. */
export async function openVisit(browser: Browser, url: string, look?: Look): Promise<Visit> {
  return visitIn(await openWindow(browser, windowOptions(url, look)), url);
}

/** Opens a browser window with its own cookies. */
export async function openWindow(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(TIMEOUT_MS);
  return await context.newPage();
}

/** A visit in an open window, which records all problems from now on. */
export function visitIn(page: Page, url: string): Visit {
  const context = page.context();
  const complaints: string[] = [];
  const departures: string[] = [];
  const expected: RegExp[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  context.on('weberror', (error) => complaints.push(String(error.error().stack)));
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== url)
      departures.push(`A request left for ${request.url()}`);
  });
  return {
    context,
    page,
    async open(path) {
      await page.goto(path);
      await page.locator('#root > *').first().waitFor();
    },
    async go(path) {
      await page.evaluate(leaveFor, path);
      await page.waitForFunction(hasArrived);
    },
    async drawn() {
      await page.waitForFunction(isDrawn);
    },
    async checkAccess(how) {
      // A page in transition has no heading yet and is not ready for checks.
      await page.locator('h1').first().waitFor({ state: 'attached' });
      const found = await axe(page, how?.inFull);
      if (found.length > 0)
        throw new Error(`axe at ${new URL(page.url()).pathname}:\n${found.join('\n')}`);
    },
    expectComplaint: (about) => void expected.push(about),
    problems: () => [
      ...complaints.filter((line) => !expected.some((about) => about.test(line))),
      ...departures,
    ],
    async picture() {
      const path = join(mkdtempSync(join(tmpdir(), 'partnergraph-failure-')), 'page.png');
      await page.screenshot({ path });
      return path;
    },
    close: () => context.close(),
  };
}

/**
 * Runs in the page: marks the title of the present page, which stays until the next one is there. Another address of
 * the same page keeps the title.
 */
function leaveFor(path: string): void {
  if (new URL(path, location.href).pathname !== location.pathname)
    for (const title of document.querySelectorAll('h1')) title.dataset.left = '';
  history.pushState({}, '', path);
}

/** Runs in the page. */
function hasArrived(): boolean {
  const titles = document.querySelectorAll('h1:not([data-left])');
  return [...titles].some((title) => title.checkVisibility());
}

/** Runs in the page. */
function isDrawn(): boolean {
  return (
    document.querySelector('h1') !== null &&
    document.querySelector('[aria-busy=true], main [class*=skeleton i]') === null
  );
}
