import { useText } from '../../lib/i18n.tsx';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { EnrolmentFields } from './EnrolmentFields.tsx';
import { confirmTotp } from './totp.ts';
import { useCodeForm } from './useCodeForm.ts';
import { useEnrolment } from './useEnrolment.ts';

export interface EnrollDialogProps {
  onClose: () => void;
  onDone: (recoveryCodes: string[]) => void;
}

/** Shows the secret for an authenticator app and asks for a code as proof. */
export function EnrollDialog({ onClose, onDone }: EnrollDialogProps) {
  const t = useText();
  const enrolment = useEnrolment(onClose);
  const { form, submit } = useCodeForm(
    async (code) => onDone(await confirmTotp(code)),
    'ui.totp.codeDigits',
  );
  return (
    <FormDialog
      form={form}
      size="md"
      title={t('ui.totp.enrollTitle')}
      description={t('ui.totp.enrollText')}
      confirmLabel={t('ui.totp.turnOn')}
      onSubmit={submit}
      onClose={onClose}
    >
      <EnrolmentFields enrolment={enrolment} form={form} />
    </FormDialog>
  );
}
