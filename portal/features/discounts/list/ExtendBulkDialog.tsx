import { useState } from 'react';
import { BulkDialog } from '../../../domain/bulk/BulkDialog.tsx';
import { type Duration, DurationField } from '../../../domain/bulk/DurationField.tsx';
import { type BulkDialogInput, partsOf } from '../../../domain/bulk/rows.ts';
import { useText } from '../../../lib/i18n.tsx';
import { extendDiscounts } from '../bulk.documents.ts';

/** Submits a successor for each of many discounts: each as many months longer, or all to one day. */
export function ExtendBulkDialog(props: BulkDialogInput) {
  const t = useText();
  const [duration, setDuration] = useState<Duration | null>({ months: 12 });
  return (
    <BulkDialog
      {...partsOf(props)}
      title={t('ui.job.exclusiveDiscountExtend')}
      document={extendDiscounts}
      input={duration}
      note={t('ui.bulk.extendNote')}
    >
      <DurationField value={duration} onChange={setDuration} onDay />
    </BulkDialog>
  );
}
