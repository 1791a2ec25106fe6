import { createContext, useContext } from 'react';
import type { Feature } from './feature.ts';

const FeaturesContext = createContext<readonly Feature[]>([]);

/** Hands the composed features to the shell without the shell importing any. */
export const FeaturesProvider = FeaturesContext;
export const useFeatures = (): readonly Feature[] => useContext(FeaturesContext);
