import { useEffect, useState } from 'react';

let offset = 0;

/** Aligns the portal with the server, whose clock an operator may move in demo mode. */
export function setServerTime(iso: string | null | undefined): void {
  const server = iso ? Date.parse(iso) : Number.NaN;
  if (!Number.isNaN(server)) offset = server - Date.now();
}

/** The server's present time in milliseconds. */
export const serverNow = (): number => Date.now() + offset;

/** Server time that draws the component again every `every` ms. */
export function useNow(every = 30_000): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
