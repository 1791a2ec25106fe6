import { type RefObject, useEffect } from 'react';

/** What `hideBelow` may say, the first to go first. */
const LEVELS = ['1200', '960', '840', '720'];

/**
 * Makes a table fit its box: while it is too wide, `data-fit` names the columns that go, those of the widest
 * `hideBelow` first; they stay away until the box changes its width, so that no page of rows brings them back.
 * If it is too wide even then, `data-scrolls` lets the box scroll sideways. A box that did so for good would keep
 * the heads of its table from staying in sight.
 */
export function useFit(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = box.current;
    const content = element?.firstElementChild;
    if (!element || !(content instanceof HTMLElement)) return;
    let width = 0;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth !== width) element.removeAttribute('data-fit');
      width = element.clientWidth;
      const isTooWide = () => content.offsetWidth > width + 1;
      let level = LEVELS.indexOf(element.dataset.fit ?? '');
      while (isTooWide() && ++level < LEVELS.length) element.dataset.fit = LEVELS[level];
      element.toggleAttribute('data-scrolls', isTooWide());
    });
    observer.observe(element);
    observer.observe(content);
    return () => observer.disconnect();
  }, [box]);
}
