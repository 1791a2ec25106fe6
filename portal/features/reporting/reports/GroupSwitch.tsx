import { useText } from '../../../lib/i18n.tsx';
import { Segmented } from '../../../ui/fields/Segmented.tsx';
import type { ReportProps } from './define.ts';

/** Chooses the dimension by which the table groups. */
export function GroupSwitch({
  type,
  by,
  groups,
  onBy,
}: Pick<ReportProps, 'by' | 'groups' | 'onBy'> & { type: string }) {
  const t = useText();
  if (groups.length < 2) return null;
  return (
    <Segmented
      label={t('ui.performance.by')}
      value={by}
      onChange={onBy}
      options={groups.map((id) => ({ id, label: t.enum(type, id) }))}
    />
  );
}
