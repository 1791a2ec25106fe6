import { AuthError } from './auth.ts';
import { createStore, useStore } from './store.ts';

/** The person turned away from the question for proof. */
export class ProofDeclined extends Error {}

/** Set while something waits for the person to prove once more who they are. */
const pending = createStore<{ done: () => void; failed: (reason: Error) => void } | null>(null);
let waiting: Promise<void> | null = null;

export const usePendingProof = () => useStore(pending);

/** Opens the dialog that asks for proof; rejects with ProofDeclined. Callers share one dialog. */
export function requestProof(): Promise<void> {
  waiting ??= new Promise<void>((done, failed) => pending.set({ done, failed })).finally(() => {
    waiting = null;
    pending.set(null);
  });
  return waiting;
}

/** Calls the server beside the API; where it asks for fresh proof, the person gives it and the call is repeated. */
export async function withProof<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof AuthError && error.code === 'FRESH_PROOF_REQUIRED')) throw error;
  }
  await requestProof();
  return await call();
}
