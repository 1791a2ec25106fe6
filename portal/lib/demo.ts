import { callServer } from './auth.ts';
import { setServerTime } from './clock.ts';

/** A mail as the demo keeps it. */
export interface DemoMail {
  id: string;
  to: string;
  subject: string;
  text: string;
  sentAt: string;
}

const MOST = 100;

/** The newest mails, newest first. Throws AuthError, NOT_FOUND on a server that is no demo. */
export const readDemoMails = async (): Promise<DemoMail[]> =>
  (await callServer<{ mails: DemoMail[] }>(`/demo/mails?limit=${MOST}`)).mails;

/** Moves the demo's clock forward to an instant; the server first does everything that is due by then. */
export async function moveDemoClock(to: string): Promise<void> {
  const { now } = await callServer<{ now: string }>('/demo/clock', { to });
  setServerTime(now);
}
