import { type RefObject, useEffect } from 'react';

/** The `hideBelow` values, in the order in which columns are hidden. */
const LEVELS = ['1200', '960', '840', '720'];

/**
 * Makes a table fit its box. While the table is too wide, `data-fit` names the columns to hide,
 * widest `hideBelow` first; they stay hidden until the box changes its width, so that another page
 * does not bring them back. If the table is still too wide, `data-scrolls` lets the box scroll
 * sideways. It is not always on, because a scroll container breaks the sticky heads.
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
