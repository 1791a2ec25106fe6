import { useState } from 'react';
import { TextArea } from '../../ui/fields/TextArea.tsx';
import { REASON_MAX } from '../ReasonField.tsx';
import { ReasonTemplates } from '../ReasonTemplates.tsx';
import { BulkDialog, type BulkDialogProps } from './BulkDialog.tsx';

interface ReasonBulkDialogProps
  extends Omit<BulkDialogProps<{ reason: string }>, 'input' | 'children'> {
  label: string;
  templates?: readonly string[];
}

export function ReasonBulkDialog({ label, templates = [], ...dialog }: ReasonBulkDialogProps) {
  const [reason, setReason] = useState('');
  const given = reason.trim();
  return (
    <BulkDialog {...dialog} tone="danger" input={given ? { reason: given } : null}>
      <TextArea
        label={label}
        value={reason}
        onChange={setReason}
        maxLength={REASON_MAX}
        isRequired
      />
      <ReasonTemplates templates={templates} onChoose={setReason} />
    </BulkDialog>
  );
}
