import type { Text } from '../../lib/i18n.tsx';

/** Person, role and channel of an act. The system's acts carry the name of a job, which is left out. */
export const actorOf = (
  { actorName, role, via }: { actorName: string; role: string; via: string },
  t: Text,
): [who: string, how?: string] =>
  via === 'SYSTEM'
    ? [t.enum('Via', via)]
    : [actorName, `${t.enum('Role', role)} · ${t.enum('Via', via)}`];

export interface Fact {
  name: string;
  before: string | null;
  after: string;
}

type Words = (name: string, value: string) => string;

function text(name: string, value: unknown, words: Words): string {
  if (value === null || value === undefined) return '—';
  if (Array.isArray(value)) return value.map((one) => text(name, one, words)).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : words(name, String(value));
}

/** Facts in the entry's JSON object: the change of state first, then the rest by name. */
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
