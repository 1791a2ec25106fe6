import { useRef, useState } from 'react';
import { isStaleVersion, type UserErrorLike } from './form.ts';

/** The version of a record that a form was filled from, while the record goes on changing. */
export interface FormVersion {
  /** Sent with the form, so that nobody's change is overwritten unseen. */
  base: () => number;
  /** True once the server has refused the form's version and the newer one is here. */
  isStale: boolean;
  /** Takes note of a refusal because of the version. */
  note: (errors: readonly UserErrorLike[]) => void;
  /** From now on the form is about this version. */
  set: (version: number) => void;
  /** Leaves the form on its version until it is sent again. */
  dismiss: () => void;
}

/** Follows the versions of a form: `latest` is the record's own, `first` that of the values it begins with. */
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
