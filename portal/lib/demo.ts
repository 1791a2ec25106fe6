import { callServer } from './auth.ts';
import { setServerTime } from './clock.ts';

/** A mail or an SMS; an SMS has no subject. */
export interface DemoMail {
  id: string;
  channel: 'MAIL' | 'SMS';
  to: string;
  subject: string;
  text: string;
  sentAt: string;
}

const MOST = 100;

/** The newest mails and SMS, newest first. Throws AuthError NOT_FOUND on a server without demo mode. */
export const readDemoMails = async (): Promise<DemoMail[]> =>
  (await callServer<{ mails: DemoMail[] }>(`/demo/mails?limit=${MOST}`)).mails;

/** Moves the demo's clock forward; the server first runs everything due by then. */
export async function moveDemoClock(to: string): Promise<void> {
  const { now } = await callServer<{ now: string }>('/demo/clock', { to });
  setServerTime(now);
}
