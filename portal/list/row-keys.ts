import type { KeyboardEvent } from 'react';

const ROWS = 'tbody tr[data-row]';
const typing = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"]';

/** The element of a row that takes the focus: its link, or its first control. */
const handleOf = (row: Element): HTMLElement | null =>
  row.querySelector<HTMLElement>('[data-card="title"] a') ??
  row.querySelector<HTMLElement>('a, button, input');

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
