import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { FilesField, filesShape } from '../../../domain/files/FilesField.tsx';
import { ReasonField, reasonShape } from '../../../domain/ReasonField.tsx';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { MoneyField } from '../../../ui/fields/MoneyField.tsx';
import { openDispute } from './DisputeCommands.ts';

const schema = z.object({
  ...reasonShape,
  expectedAmount: z.string(),
  attachmentIds: filesShape(),
});

export interface DisputeDialogProps {
  billLineId: string;
  /** Order and product of the line. */
  subject: string;
  onClose: () => void;
}

/** 提出异议: reason, the amount that the partner holds to be right, and evidence. The bill goes on. */
export function DisputeDialog({ billLineId, subject, onClose }: DisputeDialogProps) {
  const t = useText();
  const { run } = useCommand(openDispute);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { reason: '', expectedAmount: '', attachmentIds: [] },
  });
  const submit = form.handleSubmit(async ({ reason, expectedAmount, attachmentIds }) => {
    const payload = await run({
      billLineId,
      reason,
      attachmentIds,
      ...(expectedAmount && { expectedAmount }),
    });
    if (!isAccepted(form, payload, t)) return;
    toast.show({ tone: 'good', title: t('ui.dispute.opened') });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      size="md"
      title={t('ui.dispute.open')}
      description={subject}
      confirmLabel={t('ui.dispute.submit')}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="muted">{t('ui.dispute.openText')}</p>
      <ReasonField control={form.control} label={t('ui.reason')} />
      <FormField control={form.control} name="expectedAmount">
        {(field) => <MoneyField {...field} label={t('ui.dispute.expected')} allowNegative />}
      </FormField>
      <FormField control={form.control} name="attachmentIds">
        {(field) => <FilesField {...field} label={t('ui.dispute.evidence')} />}
      </FormField>
    </FormDialog>
  );
}
