import { callServer } from './auth.ts';
import { setServerTime } from './clock.ts';

export interface DemoMail {
  id: string;
  to: string;
  subject: string;
  text: string;
  sentAt: string;
}

const MOST = 100;

/** The newest mails, newest first. Throws AuthError NOT_FOUND on a server without demo mode. */
export const readDemoMails = async (): Promise<DemoMail[]> =>
  (await callServer<{ mails: DemoMail[] }>(`/demo/mails?limit=${MOST}`)).mails;

/** Moves the demo's clock forward; the server first runs everything due by then. */
export async function moveDemoClock(to: string): Promise<void> {
  const { now } = await callServer<{ now: string }>('/demo/clock', { to });
  setServerTime(now);
}
