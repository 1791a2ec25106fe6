import { type Admissions, admit, type Timing } from '../../../server/sources/transport/index.ts';

/** Admissions that are counted in memory, for transports without a database. */
export function localAdmissions(timing: Pick<Timing, 'now'>): Admissions {
  const known = new Map<string, readonly number[]>();
  return {
    async take({ key, ...request }) {
      const { waits, slots } = admit(known.get(key) ?? [], timing.now(), request);
      known.set(key, slots);
      return waits;
    },
  };
}
