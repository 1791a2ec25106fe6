import { callServer, readSession } from '../../lib/auth.ts';
import { withProof } from '../../lib/proof.ts';

export interface TotpEnrolment {
  secret: string;
  otpauthUrl: string;
}

/**
 * Creates a secret, valid once `confirmTotp` has proved that the app has it. Throws AuthError
 * TOTP_ALREADY_ON, and ProofDeclined.
 */
export const startTotp = () => withProof(() => callServer<TotpEnrolment>('/auth/totp/enroll', {}));

/** Turns two-step sign-in on and returns the recovery codes. Ends the person's other sessions. */
export const confirmTotp = async (code: string): Promise<string[]> =>
  (await callServer<{ recoveryCodes: string[] }>('/auth/totp/confirm', { code })).recoveryCodes;

/** Turns two-step sign-in off with a code of the app or a recovery code. Ends the person's other sessions. */
export const disableTotp = (code: string) => callServer<unknown>('/auth/totp/disable', { code });

export const isTotpOn = async (): Promise<boolean> => (await readSession())?.user.totp ?? false;
