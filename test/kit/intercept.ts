import type { Page, Route } from 'playwright-core';

/** Any path of the product that answers without a session. */
const PROBE = '/livez';

/**
 * Gives the requests of a page to a handler from now on. Chromium answers `page.route` before the requests of an open
 * document go through it: under load one in a hundred that follow at once does not. A request that went through proves
 * that later ones do.
 */
export async function intercept(
  page: Page,
  url: Parameters<Page['route']>[0],
  handle: (route: Route) => unknown,
  options?: { readonly times: number },
): Promise<void> {
  await page.route(url, handle, options);
  // All requests of a document that opens later go through it.
  if (page.url() === 'about:blank') return;
  let isEffective = false;
  await page.route(
    `**${PROBE}`,
    (route) => {
      isEffective = true;
      return route.fulfill({ status: 204 });
    },
    { times: 1 },
  );
  while (!isEffective) await page.evaluate(probe, PROBE);
}

/** Runs in the page. A handler that refuses all requests may be effective before the one of the probe. */
async function probe(path: string): Promise<void> {
  await fetch(path).catch(() => undefined);
}
