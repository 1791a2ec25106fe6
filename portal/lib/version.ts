import { useRef, useState } from 'react';
import { isStaleVersion, type UserErrorLike } from './form.ts';

/** The version of a record from which a form was filled, while the record may change. */
export interface FormVersion {
  /** Sent with the form, so that nobody's change is overwritten unseen. */
  base: () => number;
  /** True once the server has refused the form's version and the newer one is loaded. */
  isStale: boolean;
  /** Records a refusal because of the version. */
  note: (errors: readonly UserErrorLike[]) => void;
  /** Bases the form on this version. */
  set: (version: number) => void;
  /** Keeps the form on its version until it is sent again. */
  dismiss: () => void;
}

/** Tracks the version of a form: `latest` is the record's, `first` that of the initial values. */
export function useFormVersion(latest: number, first = latest): FormVersion {
  const base = useRef(first);
  const [refused, setRefused] = useState<number | null>(null);
  return {
    base: () => base.current,
    isStale: refused !== null && refused !== latest,
    note(errors) {
      if (errors.some(isStaleVersion)) setRefused(base.current);
    },
    set(version) {
      base.current = version;
      setRefused(null);
    },
    dismiss: () => setRefused(null),
  };
}
