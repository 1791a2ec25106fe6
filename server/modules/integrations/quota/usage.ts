/** Calls of one API, as the page of the data sources shows them. Times are milliseconds since 1970. */
export interface Usage {
  /** Admitted calls by the start of the step in which they were admitted. */
  readonly calls: Readonly<Record<string, number>>;
  /** Calls without an admission by process, when it last asked for one. */
  readonly waiting: Readonly<Record<string, { readonly count: number; readonly at: number }>>;
}

export const NO_USAGE: Usage = { calls: {}, waiting: {} };

/** Time that the figures cover, in steps. */
export const USAGE_MS = 60_000;
const STEP_MS = 5_000;
/** A process that has not asked for so long has no waiting call. */
export const ASKING_MS = 10_000;

interface Asked {
  readonly process: string;
  readonly count: number;
  readonly waiting: number;
}

/** Counts a request for admissions, and forgets what the figures no longer cover. */
export function countUsage(usage: Usage, now: number, { process, count, waiting }: Asked): Usage {
  const step = String(now - (now % STEP_MS));
  const recent = Object.entries(usage.calls).filter(
    ([start]) => Number(start) > now - USAGE_MS && Number(start) <= now,
  );
  const others = Object.entries(usage.waiting).filter(
    ([name, { at }]) => name !== process && Math.abs(now - at) < ASKING_MS,
  );
  return {
    calls: { ...Object.fromEntries(recent), [step]: (usage.calls[step] ?? 0) + count },
    waiting: {
      ...Object.fromEntries(others),
      ...(waiting > 0 && { [process]: { count: waiting, at: now } }),
    },
  };
}
