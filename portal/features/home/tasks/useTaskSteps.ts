import { useMemo } from 'react';
import type { TaskSteps } from '../../../shell/feature.ts';
import { useFeatures } from '../../../shell/features.ts';

/** Returns the steps that the features offer for a kind of task. */
export function useTaskSteps(): (kind: string) => TaskSteps | undefined {
  const features = useFeatures();
  return useMemo(() => {
    const steps: Record<string, TaskSteps> = Object.assign(
      {},
      ...features.map((feature) => feature.tasks),
    );
    return (kind) => steps[kind];
  }, [features]);
}
