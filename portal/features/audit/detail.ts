/** One thing a line of the audit keeps; `before` only where something was changed. */
export interface Fact {
  name: string;
  before: string | null;
  after: string;
}

const text = (value: unknown): string =>
  value === null || value === undefined
    ? '—'
    : typeof value === 'object'
      ? Array.isArray(value)
        ? value.map(text).join(', ')
        : JSON.stringify(value)
      : String(value);

/** What the JSON object of a line says: a step from one state to the next first, then the rest by name. */
export function factsOf(detail: string): Fact[] {
  const { from, to, ...rest } = JSON.parse(detail) as Record<string, unknown>;
  const state = to === undefined ? [] : [{ name: 'state', before: text(from), after: text(to) }];
  const others = Object.entries(rest).map(([name, value]) => ({
    name,
    before: null,
    after: text(value),
  }));
  return [...state, ...others];
}
