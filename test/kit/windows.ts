import type { Browser, Page } from 'playwright-core';
import { type Look, openWindow, type Visit, visitIn, windowOptions } from './visit.ts';

/** Events that visits and stories follow. */
const PAGE_EVENTS = ['console', 'dialog', 'download', 'framenavigated', 'websocket'] as const;
const NETWORK_EVENTS = ['request', 'requestfailed', 'requestfinished', 'response'] as const;
/** The window keeps what its pages allocated until its memory is full. */
const MOST_STORIES = 12;

/**
 * The browser windows of a test file. A story uses a window that an earlier one left: a page loads there with half of
 * the work, because the browser knows its files and has compiled them.
 */
export class Windows {
  readonly #browser: Browser;
  readonly #url: string;
  /** Windows that no story uses, by their settings. */
  readonly #free = new Map<string, Page[]>();
  readonly #stories = new WeakMap<Page, number>();

  constructor(browser: Browser, url: string) {
    this.#browser = browser;
    this.#url = url;
  }

  async open(look?: Look): Promise<Visit> {
    const options = windowOptions(this.#url, look);
    const left = this.#free.get(JSON.stringify(options))?.pop();
    return visitIn(left ?? (await openWindow(this.#browser, options)), this.#url);
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
      const key = JSON.stringify(options);
      this.#free.set(key, [...(this.#free.get(key) ?? []), page]);
    } catch {
      // The story left a window or a server that does not answer.
      await context.close();
    }
  }
}

/** Runs in the page. */
function clear(): void {
  localStorage.clear();
  sessionStorage.clear();
}
