import type { Page } from 'playwright-core';

/** Layout faults of a page, one sentence each. */
export const layoutFaults = (page: Page): Promise<string[]> => page.evaluate(faults);

/** Runs in the browser: pixels by which the page scrolls sideways. */
export function sidewaysScroll(): number {
  const { scrollWidth, clientWidth } = document.documentElement;
  const main = document.querySelector('main');
  return Math.max(scrollWidth - clientWidth, main ? main.scrollWidth - main.clientWidth : 0);
}

/**
 * Runs in the browser. Finds text cut off without an ellipsis, numbers and states cut off at all, numbers broken into
 * lines, texts squeezed into a letter a line, and texts or controls that overlap.
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
  /** A figure or a state, which loses its meaning with its end. */
  const isWhole = (element: Element): boolean =>
    FIGURE.test(element.textContent.trim()) || element.matches('main [data-tone] > *');
  const cut = texts.filter((element) => {
    const { overflowX, textOverflow } = styleOf(element);
    const hides = overflowX === 'hidden' || overflowX === 'clip';
    return (
      hides &&
      (textOverflow !== 'ellipsis' || isWhole(element)) &&
      element.scrollWidth > element.clientWidth + SLACK
    );
  });

  const rectOf = (element: Element): DOMRect => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect();
  };
  /** The boxes of an element's own text, without that of its children. */
  const ownRects = (element: Element): DOMRect[] =>
    [...element.childNodes].flatMap((node) => {
      if (node.nodeType !== 3 || node.textContent!.trim() === '') return [];
      const range = document.createRange();
      range.selectNodeContents(node);
      return [range.getBoundingClientRect()];
    });
  /**
   * Text that the next ancestor with a limited width cuts off. Its ellipsis replaces the text of inline elements alone.
   */
  const hidden = texts.filter((element) => {
    const rects = ownRects(element);
    const right = Math.max(...rects.map((rect) => rect.right));
    const left = Math.min(...rects.map((rect) => rect.left));
    let { overflowX, textOverflow, display } = styleOf(element);
    if (overflowX !== 'visible') return false;
    let isInline = display === 'inline';
    for (let at = element.parentElement; at; at = at.parentElement) {
      ({ overflowX, textOverflow, display } = styleOf(at));
      if (overflowX === 'visible') {
        isInline &&= display === 'inline';
        continue;
      }
      const end = at.getBoundingClientRect().right;
      const scrolls = overflowX === 'auto' || overflowX === 'scroll';
      const shortens = isInline && textOverflow === 'ellipsis';
      return !scrolls && !shortens && right > end + SLACK && left < end;
    }
    return false;
  });
  /** Text of which each line holds a letter or two. */
  const squeezed = texts.filter((element) => {
    const size = Number.parseFloat(styleOf(element).fontSize);
    return ownRects(element).some(({ width, height }) => width < 2.5 * size && height > 5 * size);
  });

  const NUMBER = /^[¥−-]{0,2}[\d,]+(\.\d+)?%?$/;
  const broken = texts.filter((element) => {
    const size = Number.parseFloat(styleOf(element).fontSize);
    return (
      NUMBER.test(element.textContent.trim()) &&
      ownRects(element).some(({ height }) => height > 2 * size)
    );
  });

  /** The visible part of an element's text inside all clipping ancestors. */
  const seen = (element: Element): DOMRect | null => {
    let { left, top, right, bottom } = element.matches('button, a, input')
      ? element.getBoundingClientRect()
      : rectOf(element);
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
  return [
    ...new Set([...cut, ...hidden].map((element) => `cut off: ${nameOf(element)}`)),
    ...broken.map((element) => `broken: ${nameOf(element)}`),
    ...squeezed.map((element) => `squeezed: ${nameOf(element)}`),
    ...covers,
  ];
}
