const GOOD = new Set(['BOUND', 'EFFECTIVE', 'ACTIVE', 'VERIFIED', 'PAID', 'COUNTERSIGNED']);
const BAD = new Set(['REJECTED', 'REFUSED', 'RETURNED', 'DECLINED', 'REVOKED', 'UNUSABLE']);

/** Tone of an act by the state it leads to; undefined for the system. */
export const toneOf = (state: string, via: string) => {
  if (GOOD.has(state)) return 'good';
  if (BAD.has(state)) return 'bad';
  return via === 'SYSTEM' ? undefined : 'brand';
};
