import { useEffect, useState } from 'react';
import { ProofDeclined } from '../../lib/proof.ts';
import { startTotp, type TotpEnrolment } from './totp.ts';

export interface Enrolment {
  secret: TotpEnrolment | null;
  failed: boolean;
}

/** Starts to turn on two-step sign-in. `onDeclined`: the person declined to prove the identity. */
export function useEnrolment(onDeclined: () => void): Enrolment {
  const [secret, setSecret] = useState<TotpEnrolment | null>(null);
  const [failed, setFailed] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each call makes another secret
  useEffect(() => {
    startTotp().then(setSecret, (error: unknown) => {
      if (error instanceof ProofDeclined) onDeclined();
      else setFailed(true);
    });
  }, []);
  return { secret, failed };
}
