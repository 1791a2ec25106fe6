import { type RefObject, useLayoutEffect, useState } from 'react';

/** Inner width of an element in px, also after it changed; 0 before the first drawing. */
export function useWidth(of: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const box = of.current;
    if (!box) return;
    const observer = new ResizeObserver(() => setWidth(box.clientWidth));
    setWidth(box.clientWidth);
    observer.observe(box);
    return () => observer.disconnect();
  }, [of]);
  return width;
}
