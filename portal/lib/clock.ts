import { useEffect, useState } from 'react';

let offset = 0;

/** Aligns the portal with the demo's clock, which an operator may move. */
export function setServerTime(iso: string): void {
  offset = Date.parse(iso) - Date.now();
}

export const serverNow = (): number => Date.now() + offset;

/** Server time; rerenders the component every `every` ms. */
export function useNow(every = 30_000): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
