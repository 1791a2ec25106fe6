import type { Browser, Page } from 'playwright-core';
import { sharedBrowser } from './browser.ts';
import { type Look, openWindow, type Visit, visitIn, windowOptions } from './visit.ts';

/** Events that visits and stories follow. */
const PAGE_EVENTS = ['console', 'dialog', 'download', 'framenavigated', 'websocket'] as const;
const NETWORK_EVENTS = ['request', 'requestfailed', 'requestfinished', 'response'] as const;
/** The window keeps what its pages allocated until its memory is full. */
const MOST_STORIES = 8;
/** Windows that wait for a story hold memory. */
const MOST_FREE = 3;

let shared: Windows | undefined;

/** The windows of a worker at the product's address, of which there is one at a time. */
export async function windowsAt(url: string): Promise<Windows> {
  const browser = await sharedBrowser();
  if (shared?.isOf(browser, url)) return shared;
  await shared?.close();
  shared = new Windows(browser, url);
  return shared;
}

/**
 * The browser windows of a worker. A story uses a window that an earlier one left: a page loads there with half of
 * the work, because the browser knows its files and has compiled them.
 */
export class Windows {
  readonly #browser: Browser;
  readonly #url: string;
  /** Windows that no story uses, with their settings, the one that was left last at the end. */
  readonly #free: { readonly look: string; readonly page: Page }[] = [];
  readonly #stories = new WeakMap<Page, number>();

  constructor(browser: Browser, url: string) {
    this.#browser = browser;
    this.#url = url;
  }

  isOf(browser: Browser, url: string): boolean {
    return this.#browser === browser && this.#url === url;
  }

  /** Opens a window that an earlier story left, or a new one. */
  async open(look?: Look): Promise<Visit> {
    const wanted = JSON.stringify(windowOptions(this.#url, look));
    const left = this.#free.findLastIndex((one) => one.look === wanted);
    if (left === -1) return await this.openNew(look);
    const { page } = this.#free.splice(left, 1)[0]!;
    return visitIn(page, this.#url);
  }

  async openNew(look?: Look): Promise<Visit> {
    return visitIn(await openWindow(this.#browser, windowOptions(this.#url, look)), this.#url);
  }

  /** Takes the window of a story that is over, and removes what the story left there: the next one finds it as new. */
  async leave({ context, page }: Visit, look?: Look): Promise<void> {
    const options = windowOptions(this.#url, look);
    const stories = (this.#stories.get(page) ?? 0) + 1;
    try {
      if (stories === MOST_STORIES || page.isClosed()) return await context.close();
      for (const event of NETWORK_EVENTS)
        for (const emitter of [page, context]) emitter.removeAllListeners(event);
      for (const event of PAGE_EVENTS) page.removeAllListeners(event);
      for (const event of ['console', 'weberror', 'page']) context.removeAllListeners(event);
      await Promise.all([
        ...context.pages().map((other) => other !== page && other.close()),
        ...[page, context].map((routed) => routed.unrouteAll({ behavior: 'ignoreErrors' })),
        context.setOffline(false),
        page.emulateMedia({ media: null }),
        page.setViewportSize(options.viewport!),
        page.mouse.move(-1, -1),
      ]);
      // A document of the same origin without a script, which could write again.
      await page.goto('/livez');
      await page.evaluate(clear);
      await context.clearCookies();
      this.#stories.set(page, stories);
      this.#free.push({ look: JSON.stringify(options), page });
      if (this.#free.length > MOST_FREE) await this.#free.shift()!.page.context().close();
    } catch {
      // The story left a window or a server that does not answer.
      await context.close();
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#free.splice(0).map(({ page }) => page.context().close()));
  }
}

/** Runs in the page. */
function clear(): void {
  localStorage.clear();
  sessionStorage.clear();
}
