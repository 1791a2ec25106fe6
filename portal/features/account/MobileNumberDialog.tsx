import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { FormField } from '../../lib/FormField.tsx';
import { applyUserErrors } from '../../lib/form.ts';
import { useText } from '../../lib/i18n.tsx';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { useSetMobileNumber } from './mobile.ts';

const schema = z.object({ number: z.string().check(z.trim(), z.minLength(1, 'ui.form.required')) });

/** Asks for a number and sends a code to it. */
export function MobileNumberDialog({
  onClose,
  onSent,
}: {
  onClose: () => void;
  onSent: () => void;
}) {
  const t = useText();
  const set = useSetMobileNumber();
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { number: '' } });
  const submit = form.handleSubmit(async ({ number }) => {
    const errors = await set(number);
    if (errors === null) return;
    if (errors.length > 0) applyUserErrors(form, errors, t);
    else onSent();
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.mobile.sendTitle')}
      confirmLabel={t('ui.mobile.send')}
      asksBeforeClosing={false}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="number">
        {(field) => (
          <TextField
            {...field}
            label={t('ui.mobile')}
            description={t('ui.mobile.numberHelp')}
            type="tel"
            autoComplete="tel"
            maxLength={30}
            isRequired
          />
        )}
      </FormField>
    </FormDialog>
  );
}
