import { useEffect } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';

const keyOf = (id: string) => `partnergraph.draft.${id}`;

/** What was typed before on this device, or null. */
export function readDraft<V>(id: string): V | null {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(id)) ?? 'null') as V | null;
  } catch {
    return null;
  }
}

export const dropDraft = (id: string): void => sessionStorage.removeItem(keyOf(id));

/** Keeps a dirty form on this device every five seconds and on leaving the page; `dropDraft` after it was sent. */
export function useDraft<V extends FieldValues>(id: string, form: UseFormReturn<V>): void {
  const { isDirty } = form.formState;
  useEffect(() => {
    if (!isDirty) return;
    const save = () => sessionStorage.setItem(keyOf(id), JSON.stringify(form.getValues()));
    const warn = (event: BeforeUnloadEvent) => {
      save();
      event.preventDefault();
    };
    const timer = setInterval(save, 5000);
    window.addEventListener('beforeunload', warn);
    return () => {
      clearInterval(timer);
      window.removeEventListener('beforeunload', warn);
    };
  }, [id, form, isDirty]);
}
