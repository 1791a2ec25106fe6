interface Waiting {
  subjectType: string;
  event?: string | null;
  createdAt: string;
  dueAt: string;
}

/** The longest wait among the deadlines of some kinds, and how many of them are late. */
export function ageOf<W extends Waiting>(
  all: readonly W[],
  kinds: readonly string[],
  now: number,
): { oldest: W; late: number } | null {
  const own = all.filter(({ subjectType, event }) =>
    kinds.includes(`${subjectType}.${event ?? 'remind'}`),
  );
  const [oldest] = own.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
  if (!oldest) return null;
  return { oldest, late: own.filter(({ dueAt }) => Date.parse(dueAt) < now).length };
}
