import { useMay } from '../../lib/session.ts';
import type { RecordTab } from '../../shell/feature.ts';
import { useFeatures } from '../../shell/features.ts';

/** The tabs that other features add to the page of a record, as far as the viewer may open them. */
export function useRecordTabs(type: string): readonly RecordTab[] {
  const may = useMay();
  return useFeatures()
    .flatMap(({ tabs }) => tabs?.[type] ?? [])
    .filter(({ may: needs }) => !needs || may(needs));
}
