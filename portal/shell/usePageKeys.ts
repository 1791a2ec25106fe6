import { useEffect } from 'react';
import { isForPage, shortcutSheet } from '../lib/shortcuts.ts';

/** A digit opens the tab of that place. */
function openTab(place: number): boolean {
  const tab = document.querySelectorAll<HTMLElement>('#main [role=tab]')[place - 1];
  tab?.focus();
  tab?.click();
  return tab !== undefined;
}

function find(): boolean {
  const field = document.querySelector<HTMLInputElement>('#main input[type=search]');
  field?.select();
  field?.focus();
  return field !== null;
}

function act({ key }: KeyboardEvent): boolean {
  // An input method may send the full-width form.
  if (key === '?' || key === '？') {
    shortcutSheet.set(true);
    return true;
  }
  if (key === '/') return find();
  if (key === 'u') {
    history.back();
    return true;
  }
  return /^[1-9]$/.test(key) && openTab(Number(key));
}

/** Single keys of every page: `?` lists the keys, `/` goes to the search field, a digit opens a tab, U goes back. */
export function usePageKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isForPage(event) && act(event)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
