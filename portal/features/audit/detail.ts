import type { Text } from '../../lib/i18n.tsx';

/**
 * Who acted, then in which role and through what. The system is all of these; its acts carry the name of
 * a job, which says nothing to people.
 */
export const actorOf = (
  { actorName, role, via }: { actorName: string; role: string; via: string },
  t: Text,
): [who: string, how?: string] =>
  via === 'SYSTEM'
    ? [t.enum('Via', via)]
    : [actorName, `${t.enum('Role', role)} · ${t.enum('Via', via)}`];

/** One thing a line of the audit keeps; `before` only where something was changed. */
export interface Fact {
  name: string;
  before: string | null;
  after: string;
}

/** One value of a fact in words. */
type Words = (name: string, value: string) => string;

function text(name: string, value: unknown, words: Words): string {
  if (value === null || value === undefined) return '—';
  if (Array.isArray(value)) return value.map((one) => text(name, one, words)).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : words(name, String(value));
}

/** What the JSON object of a line says: a step from one state to the next first, then the rest by name. */
export function factsOf(detail: string, words: Words = (_, value) => value): Fact[] {
  const { from, to, ...rest } = JSON.parse(detail) as Record<string, unknown>;
  const read = (name: string, value: unknown) => text(name, value, words);
  const state =
    to === undefined
      ? []
      : [{ name: 'state', before: read('state', from), after: read('state', to) }];
  const others = Object.entries(rest).map(([name, value]) => ({
    name,
    before: null,
    after: read(name, value),
  }));
  return [...state, ...others];
}
