import { useEffect } from 'react';
import type { MessageId } from './i18n.tsx';
import { createStore, useStore } from './store.ts';

/** Keys of one part of a page, each with the text that says what it does. */
export interface Shortcuts {
  title: MessageId;
  keys: readonly (readonly [keys: string, text: MessageId])[];
}

export const ON_APPLE = /Mac|iPhone|iPad/.test(navigator.platform);

const groups = createStore<readonly Shortcuts[]>([]);
export const useShownShortcuts = (): readonly Shortcuts[] => useStore(groups);

/** Lists keys in the sheet while the component is shown. The group is a constant. */
export function useShortcuts(group: Shortcuts): void {
  useEffect(() => {
    groups.set([...groups.get(), group]);
    return () => {
      const at = groups.get().lastIndexOf(group);
      groups.set(groups.get().toSpliced(at, 1));
    };
  }, [group]);
}

/** Whether the sheet of the keys is open. */
export const shortcutSheet = createStore(false);

const STORAGE_KEY = 'partnergraph.singleKeys';
const isOn = createStore(localStorage.getItem(STORAGE_KEY) !== 'off');

/** Whether single letters and digits act; users of speech input turn them off (WCAG 2.1.4). */
export const useSingleKeys = (): boolean => useStore(isOn);
const hasSingleKeys = (): boolean => isOn.get();

export function setSingleKeys(on: boolean): void {
  localStorage.setItem(STORAGE_KEY, on ? 'on' : 'off');
  isOn.set(on);
}

const TYPED_IN =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable], [role=menu]';
/**
 * A dialog may hold unsent input, so keys of the page do not work there. Toasts have the role of
 * dialogs but do not block the page.
 */
const DIALOG = ':is([role=dialog], [role=alertdialog]):not([data-react-aria-top-layer] *)';
export const inDialog = (): boolean => document.querySelector(DIALOG) !== null;

/** Whether a key is a single one: no modifier, no text field. */
export function isSingleKey(event: KeyboardEvent): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return false;
  if (event.defaultPrevented || event.repeat || !hasSingleKeys()) return false;
  return !(event.target as Element).closest?.(TYPED_IN);
}

/** Whether a single key is meant for the page: no open dialog. */
export const isForPage = (event: KeyboardEvent): boolean => isSingleKey(event) && !inDialog();
