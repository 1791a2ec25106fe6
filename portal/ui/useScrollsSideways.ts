import { type RefObject, useEffect } from 'react';

/**
 * Marks a box with `data-scrolls` while its content is wider than itself. A box that scrolls sideways for good
 * would keep the heads of its table from staying in sight, so that it does so only when it must.
 */
export function useScrollsSideways(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = box.current;
    const content = element?.firstElementChild;
    if (!element || !content) return;
    const observer = new ResizeObserver(() =>
      element.toggleAttribute('data-scrolls', content.scrollWidth > element.clientWidth + 1),
    );
    observer.observe(element);
    observer.observe(content);
    return () => observer.disconnect();
  }, [box]);
}
