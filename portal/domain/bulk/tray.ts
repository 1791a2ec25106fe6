import { createStore } from '../../lib/store.ts';

interface Tray {
  isOpen: boolean;
  job: string | null;
}

/** The task tray of the top bar; any page may open it at a job. */
export const tray = createStore<Tray>({ isOpen: false, job: null });

export const openTray = (job: string | null = null): void => tray.set({ isOpen: true, job });
