import type { ReactNode } from 'react';
import { useText } from '../lib/i18n.tsx';

export interface ActNoteProps {
  when: ReactNode;
  act: { actorName: string; via: string };
}

/** The line under an act: when, by whom, by which way. */
export function ActNote({ when, act: { actorName, via } }: ActNoteProps) {
  const t = useText();
  // The system's own acts carry the name of a job, which says nothing to people.
  const who = via === 'SYSTEM' ? [] : [actorName];
  return (
    <>
      {when}
      {['', ...who, t.enum('Via', via)].join(' · ')}
    </>
  );
}
