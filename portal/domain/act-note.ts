import type { Text } from '../lib/i18n.tsx';

/** The line under an act: when, by whom, by which way. */
export function actNote(when: string, act: { actorName: string; via: string }, t: Text): string {
  // The system's own acts carry the name of a job, which says nothing to people.
  const who = act.via === 'SYSTEM' ? [] : [act.actorName];
  return [when, ...who, t.enum('Via', act.via)].join(' · ');
}
