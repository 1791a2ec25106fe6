import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { BulkDialog, type BulkDialogProps } from './BulkDialog.tsx';

const REASON_MAX = 500;

interface ReasonBulkDialogProps
  extends Omit<BulkDialogProps<{ reason: string }>, 'input' | 'children'> {
  label: string;
  /** Sentences that fill the box at a press. */
  templates?: readonly string[];
}

/** A bulk action with one reason for all rows. */
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
      {templates.length > 0 && (
        <div className="row" style={{ flexWrap: 'wrap' }}>
          {templates.map((text) => (
            <Button key={text} size="sm" onPress={() => setReason(text)}>
              {text}
            </Button>
          ))}
        </div>
      )}
    </BulkDialog>
  );
}
