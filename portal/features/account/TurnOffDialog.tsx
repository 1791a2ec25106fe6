import { FormField } from '../../lib/FormField.tsx';
import { useText } from '../../lib/i18n.tsx';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { disableTotp } from './totp.ts';
import { useCodeForm } from './useCodeForm.ts';

/** Turns two-step sign-in off. It asks for a code, so that an open session alone is not enough. */
export function TurnOffDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const t = useText();
  const { form, submit } = useCodeForm(async (code) => {
    await disableTotp(code);
    toast.show({ tone: 'good', title: t('ui.totp.turnedOff') });
    onDone();
  }, 'ui.totp.codeShape');
  return (
    <FormDialog
      form={form}
      role="alertdialog"
      title={t('ui.totp.turnOffTitle')}
      confirmLabel={t('ui.totp.turnOff')}
      tone="danger"
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('ui.totp.turnOffText')}</p>
      <FormField control={form.control} name="code">
        {(field) => (
          <TextField
            {...field}
            label={t('ui.signIn.totp')}
            description={t('ui.signIn.totpHelp')}
            autoComplete="one-time-code"
            isRequired
          />
        )}
      </FormField>
    </FormDialog>
  );
}
