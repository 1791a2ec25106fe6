import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { LONG } from './sizes.ts';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Rules of looks, which take two thirds of the time. Colors follow from tokens, and sizes from the shared controls. */
const OF_LOOKS = ['color-contrast', 'target-size'];

/** Kinds of elements in which this worker has found no fault. */
const faultless = new Set<string>();

/**
 * Faults that axe finds on the page in its present state, one line each with the element. The short form leaves out the
 * rules of looks, and checks only a page with an element of a kind that the worker has not checked yet; in full, and in
 * the long form, every rule runs on the whole page.
 */
export async function axe(page: Page, inFull = LONG): Promise<string[]> {
  if (inFull) return await run(page, []);
  const kinds = await page.evaluate(kindsOf);
  if (kinds.every((kind) => faultless.has(kind))) return [];
  const found = await run(page, OF_LOOKS);
  if (found.length === 0) for (const kind of kinds) faultless.add(kind);
  return found;
}

async function run(page: Page, without: readonly string[]): Promise<string[]> {
  // Injected through the debugger, which the content security policy does not restrict.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(SOURCE);
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const violations = await page.evaluate<AxeResults['violations']>(
    // The announcer's lines are read once and disappear; they may name buttons that no longer exist. A tooltip needs no
    // landmark, as its button refers to it; on a busy machine it may open under a resting pointer. The rules with these
    // tags read no style sheets, whose parsing is a fifth of the work.
    `axe.run({ exclude: ['[data-live-announcer]', '[data-overlay-container]:has([role=tooltip])'] }, { runOnly: ${JSON.stringify(TAGS)}, rules: ${JSON.stringify(rules)}, resultTypes: ['violations'], preload: { assets: ['media'] } }).then(({ violations }) => violations)`,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const reason = failureSummary?.split('\n')[1]?.trim() ?? '';
      return `${id}: ${help} (${target.join(' ')}) ${reason}`;
    }),
  );
}

/**
 * Runs in the page: the kinds of its elements. Elements of one kind have the same component, attributes, states and
 * parent, and either all or none of them have a text, a label and valid references.
 */
function kindsOf(): string[] {
  const kindOf = (element: Element): string => {
    const attributes = [...element.attributes].flatMap(({ name, value }) => {
      if (name === 'class') return value;
      if (name.startsWith('data-') || name === 'style' || name === 'value') return [];
      if (name === 'aria-labelledby' || name === 'aria-describedby') {
        const refers = value.split(' ').some((id) => document.getElementById(id));
        return `${name}=${refers}`;
      }
      return /^[a-z]+$/.test(value) || value === '' ? `${name}=${value}` : name;
    });
    const { parentElement: parent } = element;
    const labels = (element as HTMLInputElement).labels?.length ?? 0;
    return [
      element.tagName,
      ...attributes.toSorted(),
      `text=${element.textContent?.trim() !== ''}`,
      `labels=${labels}`,
      `in ${parent?.tagName} ${parent?.getAttribute('role')}`,
    ].join(' ');
  };
  return [...new Set([...document.body.querySelectorAll(':not(svg *)')].map(kindOf))];
}
