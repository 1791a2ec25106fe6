import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { serverNow } from './clock.ts';
import { currentSession } from './session.ts';

const keyOf = (id: string) => `partnergraph.draft.${currentSession()?.member.id}.${id}`;

/** Values, and the version of the record that they were made from; 0 for a new one. */
interface Kept<V> {
  version: number;
  values: V;
}

/** What this member typed before on this device, or null. */
export function readDraft<V>(id: string): Kept<V> | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(id)) ?? 'null') as Kept<V> | null;
  } catch {
    return null;
  }
}

/** A form that is kept on this device while it is not sent. */
export interface Draft {
  /** Whether something was typed that the server does not have; never stale. */
  isOpen: () => boolean;
  /** When it was last kept, by the server's time in milliseconds. */
  keptAt: number | null;
  /** Forgets it, once the server has it or the person throws it away. */
  drop: () => void;
}

/** Keeps a dirty form on this device every five seconds and when its page is left, also when the session ends meanwhile. */
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
