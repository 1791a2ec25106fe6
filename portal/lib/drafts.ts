import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { serverNow } from './clock.ts';
import { ownName, useOwnName } from './locks.ts';
import { currentSession } from './session.ts';

const keyOf = (id: string) => `partnergraph.draft.${currentSession()?.member.id}.${id}`;
/** The draft of a closed tab is offered first. */
const isKept = (key: string) => localStorage.getItem(key) !== null;

/** Values with the version of the record from which they were made; 0 for a new record. */
interface Kept<V> {
  version: number;
  values: V;
}

export function readDraft<V>(id: string): Kept<V> | null {
  try {
    return JSON.parse(localStorage.getItem(ownName(keyOf(id), isKept)) ?? 'null') as Kept<V> | null;
  } catch {
    return null;
  }
}

/**
 * Id of the draft of a new record: `id`, or one of its own for a link that names other objects than the kept input has.
 * `named` has the values of the form that the link gives.
 */
export function newDraftId<V>(id: string, named: Partial<V>): string {
  const given = Object.entries(named).filter(([, value]) => value);
  if (given.length === 0) return id;
  const own = [id, ...given.map(([, value]) => value)].join('.');
  const kept = readDraft<V>(id)?.values;
  const isOfOthers = kept && given.some(([name, value]) => kept[name as keyof V] !== value);
  return isOfOthers || readDraft(own) ? own : id;
}

export interface Draft {
  /** Whether the form has unsent changes, at the time of the call. */
  isOpen: () => boolean;
  keptAt: number | null;
  /** Whether another tab has the same form open, with a draft of its own. */
  isApart: boolean;
  /** Deletes the draft, once it is saved on the server or discarded. */
  drop: () => void;
}

/**
 * Saves a dirty form on this device every five seconds and when the page is left. The same form in several tabs has a
 * draft in each, so that none overwrites the other's.
 */
export function useDraft<V extends FieldValues>(
  id: string,
  form: UseFormReturn<V>,
  version = 0,
): Draft {
  const { isDirty } = form.formState;
  const [key, isApart] = useOwnName(keyOf(id), isKept);
  const unsent = useRef(false);
  const [keptAt, setKeptAt] = useState<number | null>(null);
  const isOpen = useCallback(() => unsent.current, []);
  const drop = useCallback(() => {
    unsent.current = false;
    localStorage.removeItem(key);
  }, [key]);
  useEffect(() => {
    unsent.current = isDirty;
    if (!isDirty) return;
    const keep = () => {
      if (!unsent.current) return;
      const kept: Kept<V> = { version, values: form.getValues() };
      localStorage.setItem(key, JSON.stringify(kept));
      setKeptAt(serverNow());
    };
    const timer = setInterval(keep, 5000);
    window.addEventListener('pagehide', keep);
    return () => {
      clearInterval(timer);
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [key, form, isDirty, version]);
  return useMemo(() => ({ isOpen, keptAt, isApart, drop }), [isOpen, keptAt, isApart, drop]);
}
