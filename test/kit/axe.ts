import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Faults that axe finds on the page in its present state, one line each with the element. */
export async function axe(page: Page): Promise<string[]> {
  // Injected through the debugger, which the content security policy does not restrict.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(SOURCE);
  const violations = await page.evaluate<AxeResults['violations']>(
    // The announcer's lines are read once and disappear; they may name buttons that no longer exist. A tooltip needs no
    // landmark, as its button refers to it; on a busy machine it may open under a resting pointer. The rules with these
    // tags read no style sheets, whose parsing is a fifth of the work.
    `axe.run({ exclude: ['[data-live-announcer]', '[data-overlay-container]:has([role=tooltip])'] }, { runOnly: ${JSON.stringify(TAGS)}, resultTypes: ['violations'], preload: { assets: ['media'] } }).then(({ violations }) => violations)`,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const reason = failureSummary?.split('\n')[1]?.trim() ?? '';
      return `${id}: ${help} (${target.join(' ')}) ${reason}`;
    }),
  );
}
