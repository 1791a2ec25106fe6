/**
 * Moves a tab to the middle of a strip that is wider than its place, and the page not at all. It waits for the
 * next frame: on a new address the router first puts everything back to where it was scrolled.
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
