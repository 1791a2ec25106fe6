import { createStore } from '../../lib/store.ts';

interface Tray {
  isOpen: boolean;
  /** The job whose rows are shown. */
  job: string | null;
}

/** The task tray of the top bar, which any page may open at a job. */
export const tray = createStore<Tray>({ isOpen: false, job: null });

export const openTray = (job: string | null = null): void => tray.set({ isOpen: true, job });
