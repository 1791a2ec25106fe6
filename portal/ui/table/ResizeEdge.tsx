import type { PointerEvent } from 'react';
import styles from './DataTable.module.css';

/** Minimum: the sort icon fits. Maximum: the window's width. */
const MIN = 48;
const MAX = 800;
export const clampWidth = (width: number): number =>
  Math.round(Math.min(Math.max(width, MIN), MAX));

/**
 * The draggable edge of a column head; a double click resets the width. For the mouse only: the
 * column chooser offers buttons.
 */
export function ResizeEdge({ onResize }: { onResize: (width: number | null) => void }) {
  function drag(event: PointerEvent<HTMLSpanElement>) {
    const edge = event.currentTarget;
    const head = edge.parentElement;
    if (!head || event.button !== 0) return;
    event.preventDefault();
    const from = head.offsetWidth - event.clientX;
    const widthAt = (clientX: number) => clampWidth(from + clientX);
    const move = ({ clientX }: globalThis.PointerEvent) => {
      const width = `${widthAt(clientX)}px`;
      Object.assign(head.style, { width, minWidth: width, maxWidth: width });
    };
    const drop = ({ clientX }: globalThis.PointerEvent) => {
      edge.removeEventListener('pointermove', move);
      delete edge.dataset.dragged;
      if (clientX !== event.clientX) onResize(widthAt(clientX));
    };
    edge.dataset.dragged = '';
    edge.setPointerCapture(event.pointerId);
    edge.addEventListener('pointermove', move);
    edge.addEventListener('pointerup', drop, { once: true });
  }
  return (
    <span
      className={styles.edge}
      aria-hidden="true"
      onPointerDown={drag}
      onDoubleClick={() => onResize(null)}
    />
  );
}
