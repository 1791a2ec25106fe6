import type { KeyboardEvent } from 'react';

const ROWS = 'tbody tr[data-row]';
const typing = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"]';

/** What a row's keys stand on: its link, or whatever can be pressed in it first. */
const handleOf = (row: Element): HTMLElement | null =>
  row.querySelector<HTMLElement>('[data-card="title"] a') ??
  row.querySelector<HTMLElement>('a, button, input');

/**
 * Keys of the rows while one of them has the focus: J and K or the arrows go down and up, Home and End to
 * the ends, X ticks. Enter is the link's own, and on the row whose record is open goes into the record. Outside
 * of the rows the keys mean nothing.
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
