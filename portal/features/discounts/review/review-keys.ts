import { createStore, useStore } from '../../../lib/store.ts';

const STORAGE_KEY = 'partnergraph.reviewKeys';

const isOn = createStore(localStorage.getItem(STORAGE_KEY) !== 'off');

/** Whether single letters act on the queue; users of speech input turn them off (WCAG 2.1.4). */
export const useReviewKeys = (): boolean => useStore(isOn);

export function setReviewKeys(on: boolean): void {
  localStorage.setItem(STORAGE_KEY, on ? 'on' : 'off');
  isOn.set(on);
}
