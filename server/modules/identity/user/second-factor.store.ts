import { proveByCode } from '../../../platform/auth/sign-in.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { PublicError, refuse } from '../../../platform/errors.ts';
import { credentialStore } from './credential.store.ts';

/**
 * Requires that a person proves their identity within a command, at the input field `totp`: by a code of the
 * second factor, or by a fresh proof if the account has none. Refuses programs with PERSON_REQUIRED. Must run
 * before the command's first change, because failed attempts are counted. A dry run needs no proof.
 */
export async function proveSecondFactor(tx: Tx, code: string | undefined): Promise<void> {
  const { viewer, secrets, validateOnly } = tx;
  if (viewer.via !== 'PORTAL' || viewer.memberId === null) throw refuse('PERSON_REQUIRED');
  if (validateOnly) return;
  const store = credentialStore({
    transaction: (_viewer, work) => tx.asSystem('sign-in', work),
  });
  const account = await store.accountOf(viewer.actorId);
  if (!account?.totp) {
    if (!viewer.hasFreshProof) throw PublicError.freshProofRequired();
    return;
  }
  if (code === undefined) throw refuse('TOTP_REQUIRED', 'totp');
  const checked = await proveByCode({ store, secrets }, account, code);
  if (checked.ok) return;
  if (checked.code === 'LOCKED')
    throw refuse('TOTP_LOCKED', 'totp', { seconds: checked.retryAfterSeconds });
  throw refuse.lasting('TOTP_INVALID', 'totp');
}
