import { createContext, useContext } from 'react';
import type { Feature } from './feature.ts';

const FeaturesContext = createContext<readonly Feature[]>([]);

/** Passes the composed features to the shell, which must not import them. */
export const FeaturesProvider = FeaturesContext;
export const useFeatures = (): readonly Feature[] => useContext(FeaturesContext);
