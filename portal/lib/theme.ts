import { useSyncExternalStore } from 'react';
import { createStore, useStore } from './store.ts';

export type Theme = 'system' | 'light' | 'dark';
export type Density = 'compact' | 'standard' | 'comfortable';

interface Look {
  theme: Theme;
  density: Density;
}

const STORAGE_KEY = 'partnergraph.look';
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const look = createStore<Look>({ theme: 'system', density: 'standard', ...stored() });

function stored(): Partial<Look> {
  try {
    return JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}') as Partial<Look>;
  } catch {
    return {};
  }
}

/** The theme in effect: the chosen one or the system's. */
function shown(): 'light' | 'dark' {
  const { theme } = look.get();
  if (theme !== 'system') return theme;
  return dark.matches ? 'dark' : 'light';
}

function apply(): void {
  const { density } = look.get();
  const root = document.documentElement;
  root.dataset.theme = shown();
  root.dataset.density = density;
}

/** Applies the stored look to the document and follows the system's theme. */
export function startLook(): void {
  apply();
  dark.addEventListener('change', apply);
}

export function setLook(change: Partial<Look>): void {
  look.set({ ...look.get(), ...change });
  localStorage.setItem(STORAGE_KEY, JSON.stringify(look.get()));
  apply();
}

export const useLook = (): Look => useStore(look);

function followTheme(listener: () => void): () => void {
  const leave = look.subscribe(listener);
  dark.addEventListener('change', listener);
  return () => {
    leave();
    dark.removeEventListener('change', listener);
  };
}

/** The theme in effect, for parts outside the style sheets. */
export const useShownTheme = (): 'light' | 'dark' => useSyncExternalStore(followTheme, shown);
