import { useState } from 'react';
import { NOTE_MAX } from '../../../domain/binding/states.ts';
import { BulkDialog } from '../../../domain/bulk/BulkDialog.tsx';
import { type BulkDialogInput, partsOf } from '../../../domain/bulk/rows.ts';
import { useText } from '../../../lib/i18n.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { preRegisterCustomers } from './bulk.documents.ts';

export function PreRegisterBulkDialog(props: BulkDialogInput) {
  const t = useText();
  const [note, setNote] = useState('');
  return (
    <BulkDialog
      {...partsOf(props)}
      title={t('ui.job.partnerBindingPreRegister')}
      document={preRegisterCustomers}
      input={{ note: note.trim() || null }}
      note={t('ui.binding.preRegister.lead')}
    >
      <TextArea
        label={t('ui.binding.preRegister.note')}
        value={note}
        onChange={setNote}
        maxLength={NOTE_MAX}
      />
    </BulkDialog>
  );
}
