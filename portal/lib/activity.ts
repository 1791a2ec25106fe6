/** Time without input after which a person counts as away. */
const AWAY_MS = 60_000;

let touchedAt = Date.now();
for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchstart']) {
  const touched = () => {
    touchedAt = Date.now();
  };
  window.addEventListener(kind, touched, { capture: true, passive: true });
}

/** Request headers that keep background requests of an idle page from extending the session. */
export const presence = (): Record<string, string> =>
  Date.now() - touchedAt > AWAY_MS ? { 'x-partnergraph-background': '1' } : {};
