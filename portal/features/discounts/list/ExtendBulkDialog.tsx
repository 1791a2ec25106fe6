import { useState } from 'react';
import { BulkDialog } from '../../../domain/bulk/BulkDialog.tsx';
import { rowsOf } from '../../../domain/bulk/rows.ts';
import type { BulkProps } from '../../../domain/bulk/selection.ts';
import { serverNow } from '../../../lib/clock.ts';
import { isoDay, plusDays, untilDay } from '../../../lib/dates.ts';
import { useText } from '../../../lib/i18n.tsx';
import { DatePicker } from '../../../ui/fields/DatePicker.tsx';
import { extendDiscounts } from '../bulk.documents.ts';

/** Submits a successor for each of many discounts, all with the same last day. */
export function ExtendBulkDialog({
  selection,
  clear,
  onClose,
}: BulkProps & { onClose: () => void }) {
  const t = useText();
  const [last, setLast] = useState<string | null>(null);
  return (
    <BulkDialog
      rows={rowsOf(selection)}
      onStarted={clear}
      onClose={onClose}
      title={t('ui.job.exclusiveDiscountExtend')}
      document={extendDiscounts}
      input={last ? { validUntil: untilDay(last) } : null}
      note={t('ui.bulk.extendNote')}
    >
      <DatePicker
        label={t('ui.bulk.extendUntil')}
        value={last}
        onChange={setLast}
        min={plusDays(isoDay(serverNow()), 1)}
        isRequired
      />
    </BulkDialog>
  );
}
