import { callServer, readSession } from '../../lib/auth.ts';
import { withProof } from '../../lib/proof.ts';

export interface TotpEnrolment {
  /** Base32, for typing. */
  secret: string;
  /** The same as an `otpauth://` address. */
  otpauthUrl: string;
}

/** A new secret, which works once `confirmTotp` proved that the app has it. Throws AuthError TOTP_ALREADY_ON, and ProofDeclined. */
export const startTotp = () => withProof(() => callServer<TotpEnrolment>('/auth/totp/enroll', {}));

/** Turns the second factor on and gives the recovery codes, this once. Ends the person's other sessions. */
export const confirmTotp = async (code: string): Promise<string[]> =>
  (await callServer<{ recoveryCodes: string[] }>('/auth/totp/confirm', { code })).recoveryCodes;

/** Turns it off; needs a code of the app or a recovery code. Ends the person's other sessions. */
export const disableTotp = (code: string) => callServer<unknown>('/auth/totp/disable', { code });

/** Whether signing in asks for a code, as the server knows it now. */
export const isTotpOn = async (): Promise<boolean> => (await readSession())?.user.totp ?? false;
