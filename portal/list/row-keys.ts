import { type KeyboardEvent, type RefObject, useEffect } from 'react';
import { isForPage, type Shortcuts, useShortcuts } from '../lib/shortcuts.ts';

const ROWS = 'tbody tr[data-row]';
const typing = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"]';

/** The element of a row that takes the focus: its link, or its first control. */
const handleOf = (row: Element): HTMLElement | null =>
  row.querySelector<HTMLElement>('[data-card="title"] a') ??
  row.querySelector<HTMLElement>('a, button, input');

const KEYS: Shortcuts = {
  title: 'ui.keys.list',
  keys: [
    ['J K', 'ui.keys.move'],
    ['X', 'ui.keys.select'],
    ['Enter', 'ui.keys.open'],
  ],
};

/** J or ↓ enters the rows from the page, without a chain of Tabs. */
export function useRowKeys(table: RefObject<HTMLElement | null>): void {
  useShortcuts(KEYS);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (!['j', 'ArrowDown'].includes(event.key) || !isForPage(event)) return;
      const target = event.target as Element;
      const row = table.current?.querySelector(ROWS);
      if (!row || target.closest(ROWS) || (event.key !== 'j' && target.closest('main *'))) return;
      event.preventDefault();
      handleOf(row)?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [table]);
}

/**
 * Keyboard navigation of rows: J and K or the arrows move, Home and End go to the ends, X selects.
 * Enter follows the link, and enters an open record. The keys work only while a row has the focus.
 */
export function onRowKey(event: KeyboardEvent<HTMLElement>): void {
  const target = event.target as HTMLElement;
  const row = target.closest(ROWS);
  if (!row || event.altKey || event.ctrlKey || event.metaKey || target.matches(typing)) return;
  const rows = [...event.currentTarget.querySelectorAll(ROWS)];
  const at = rows.indexOf(row);
  const go = (index: number) => {
    const next = rows[index];
    if (next) handleOf(next)?.focus();
  };
  const keys: Record<string, () => void> = {
    j: () => go(at + 1),
    arrowdown: () => go(at + 1),
    k: () => go(at - 1),
    arrowup: () => go(at - 1),
    home: () => go(0),
    end: () => go(rows.length - 1),
    x: () => row.querySelector<HTMLElement>('input[type="checkbox"]')?.click(),
    ...(row.ariaCurrent &&
      target.matches('a') && {
        enter: () => document.querySelector<HTMLElement>('#main aside')?.focus(),
      }),
  };
  const step = keys[event.key.toLowerCase()];
  if (!step) return;
  event.preventDefault();
  step();
}
