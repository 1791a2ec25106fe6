import { AuthError } from './auth.ts';
import { createStore, useStore } from './store.ts';

/** The person declined to prove the identity. */
export class ProofDeclined extends Error {}

/** Set while a command waits for proof of identity. */
const pending = createStore<{ done: () => void; failed: (reason: Error) => void } | null>(null);
let waiting: Promise<void> | null = null;

export const usePendingProof = () => useStore(pending);

/** Opens the dialog for proof of identity; rejects with ProofDeclined. Callers share one dialog. */
export function requestProof(): Promise<void> {
  waiting ??= new Promise<void>((done, failed) => pending.set({ done, failed })).finally(() => {
    waiting = null;
    pending.set(null);
  });
  return waiting;
}

/** Calls the server outside the API; if it requires proof of identity, repeats the call after that. */
export async function withProof<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof AuthError && error.code === 'FRESH_PROOF_REQUIRED')) throw error;
  }
  await requestProof();
  return await call();
}
