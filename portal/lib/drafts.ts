import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { serverNow } from './clock.ts';
import { currentSession } from './session.ts';

const keyOf = (id: string) => `partnergraph.draft.${currentSession()?.member.id}.${id}`;

/** Values with the version of the record from which they were made; 0 for a new record. */
interface Kept<V> {
  version: number;
  values: V;
}

export function readDraft<V>(id: string): Kept<V> | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(id)) ?? 'null') as Kept<V> | null;
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
  /** Deletes the draft, once it is saved on the server or discarded. */
  drop: () => void;
}

/** Saves a dirty form on this device every five seconds and when the page is left. */
export function useDraft<V extends FieldValues>(
  id: string,
  form: UseFormReturn<V>,
  version = 0,
): Draft {
  const { isDirty } = form.formState;
  const open = useRef(false);
  const [keptAt, setKeptAt] = useState<number | null>(null);
  const isOpen = useCallback(() => open.current, []);
  const drop = useCallback(() => {
    open.current = false;
    localStorage.removeItem(keyOf(id));
  }, [id]);
  useEffect(() => {
    open.current = isDirty;
    if (!isDirty) return;
    const keep = () => {
      if (!open.current) return;
      const kept: Kept<V> = { version, values: form.getValues() };
      localStorage.setItem(keyOf(id), JSON.stringify(kept));
      setKeptAt(serverNow());
    };
    const timer = setInterval(keep, 5000);
    window.addEventListener('pagehide', keep);
    return () => {
      clearInterval(timer);
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [id, form, isDirty, version]);
  return useMemo(() => ({ isOpen, keptAt, drop }), [isOpen, keptAt, drop]);
}
