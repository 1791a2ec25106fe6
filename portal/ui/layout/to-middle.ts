/**
 * Scrolls a tab to the middle of its strip without scrolling the page. It waits for the next frame,
 * because on a new address the router first restores all scroll positions.
 */
export function toMiddle(tab: HTMLElement | null): void {
  const strip = tab?.parentElement;
  if (!tab || !strip) return;
  requestAnimationFrame(() => {
    const place = strip.getBoundingClientRect();
    const { left, width } = tab.getBoundingClientRect();
    strip.scrollLeft += left + width / 2 - (place.left + place.width / 2);
  });
}
