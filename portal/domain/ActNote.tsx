import type { ReactNode } from 'react';
import { useText } from '../lib/i18n.tsx';

export interface ActNoteProps {
  when: ReactNode;
  act: { actorName: string; via: string };
}

/** The line under an act: time, person, channel. */
export function ActNote({ when, act: { actorName, via } }: ActNoteProps) {
  const t = useText();
  // Acts of the system carry the name of a job, which means nothing to people.
  const who = via === 'SYSTEM' ? [] : [actorName];
  return (
    <>
      {when}
      {['', ...who, t.enum('Via', via)].join(' · ')}
    </>
  );
}
