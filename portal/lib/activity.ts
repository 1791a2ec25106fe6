/** Whoever has touched nothing for so long is away. */
const AWAY_MS = 60_000;

let touchedAt = Date.now();
for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchstart']) {
  const touched = () => {
    touchedAt = Date.now();
  };
  window.addEventListener(kind, touched, { capture: true, passive: true });
}

/** Headers of a request: what a page asks by itself, while nobody is there, does not keep the session alive. */
export const presence = (): Record<string, string> =>
  Date.now() - touchedAt > AWAY_MS ? { 'x-partnergraph-background': '1' } : {};
