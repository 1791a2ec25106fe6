import { useMaybeSession } from '../lib/session.ts';
import { CustomerProofDialog } from './CustomerProofDialog.tsx';
import { ProofDialog } from './ProofDialog.tsx';

/** Asks a member for proof of identity, and the holder of a link for the code of the customer. */
export function Proof() {
  return useMaybeSession()?.link === undefined ? <ProofDialog /> : <CustomerProofDialog />;
}
