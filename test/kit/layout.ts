import type { Page } from 'playwright-core';

/** Layout faults of a page, one sentence each. */
export const layoutFaults = (page: Page): Promise<string[]> => page.evaluate(faults);

/**
 * Runs in the browser. Finds text cut off without an ellipsis, numbers cut off at all, and texts or
 * controls that overlap.
 */
function faults(): string[] {
  const SLACK = 2;
  const nameOf = (element: Element): string =>
    `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> ${element.textContent.trim().slice(0, 40)}`;
  const styleOf = (element: Element): CSSStyleDeclaration => getComputedStyle(element);
  const hasOwnText = (element: Element): boolean =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent!.trim() !== '');
  /** Whether an element is for screen readers only, or overlays the page on purpose. */
  const isApart = (element: Element): boolean => {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const { position, clipPath, opacity } = styleOf(at);
      if (position === 'fixed' || position === 'sticky' || opacity === '0') return true;
      if (clipPath === 'inset(50%)') return true;
    }
    return false;
  };
  const inPage = [...document.querySelectorAll('main *, header *')].filter(
    (element) => element.checkVisibility() && !element.closest('svg') && !isApart(element),
  );
  const texts = inPage.filter(hasOwnText);

  const FIGURE = /^[¥−-]{0,2}[\d,]+(\.\d+)?%?$|^\d{4}-\d{2}-\d{2}/;
  const cut = texts.filter((element) => {
    const { overflowX, textOverflow } = styleOf(element);
    const hides = overflowX === 'hidden' || overflowX === 'clip';
    return (
      hides &&
      (textOverflow !== 'ellipsis' || FIGURE.test(element.textContent.trim())) &&
      element.scrollWidth > element.clientWidth + SLACK
    );
  });

  /** The visible part of an element's text inside all clipping ancestors. */
  const seen = (element: Element): DOMRect | null => {
    const range = document.createRange();
    range.selectNodeContents(element);
    let { left, top, right, bottom } = element.matches('button, a, input')
      ? element.getBoundingClientRect()
      : range.getBoundingClientRect();
    for (let at: Element | null = element; at; at = at.parentElement) {
      if (styleOf(at).overflowX === 'visible') continue;
      const box = at.getBoundingClientRect();
      left = Math.max(left, box.left);
      right = Math.min(right, box.right);
      top = Math.max(top, box.top);
      bottom = Math.min(bottom, box.bottom);
    }
    return right - left > 1 && bottom - top > 1
      ? new DOMRect(left, top, right - left, bottom - top)
      : null;
  };
  const boxes = [...new Set([...texts, ...inPage.filter((e) => e.matches('button, a, input'))])]
    .map((element) => ({ element, box: seen(element) }))
    .filter(({ box }) => box !== null) as { element: Element; box: DOMRect }[];
  const covers: string[] = [];
  boxes.forEach(({ element: a, box: x }, i) => {
    for (const { element: b, box: y } of boxes.slice(i + 1)) {
      if (a.contains(b) || b.contains(a)) continue;
      // The exact time covers the relative one while its row is focused.
      if (a.closest('time')?.contains(b)) continue;
      const across = Math.min(x.right, y.right) - Math.max(x.left, y.left);
      const down = Math.min(x.bottom, y.bottom) - Math.max(x.top, y.top);
      // Adjacent lines of text touch by their line height; a real collision covers glyphs.
      if (across > SLACK && down > 6) covers.push(`${nameOf(a)} covers ${nameOf(b)}`);
    }
  });
  return [...cut.map((element) => `cut off: ${nameOf(element)}`), ...covers];
}
