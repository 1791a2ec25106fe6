import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useMutation } from 'urql';
import { z } from 'zod/mini';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { FormField } from '../../lib/FormField.tsx';
import { applyUserErrors } from '../../lib/form.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';

const Mobile = graphql(`
  fragment MobileCodeDialog_mobile on MobileNumber { pendingNumber codeExpiresAt }
`);

const Verify = graphql(`
  mutation MobileNumberVerify($input: MobileNumberVerifyInput!) {
    mobileNumberVerify(input: $input) { userErrors { code field message params { key value } } }
  }
`);

const schema = z.object({ code: z.string().check(z.trim(), z.minLength(6, 'ui.totp.codeDigits')) });

export interface MobileCodeDialogProps {
  mobile: FragmentType<typeof Mobile>;
  onClose: () => void;
  onDone: () => void;
}

/** Asks for the code that was sent to the number. */
export function MobileCodeDialog({ mobile, onClose, onDone }: MobileCodeDialogProps) {
  const t = useText();
  const format = useFormat();
  const { pendingNumber, codeExpiresAt } = readFragment(Mobile, mobile);
  const [, verify] = useMutation(Verify);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { code: '' } });
  const submit = form.handleSubmit(async ({ code }) => {
    const { data } = await verify({ input: { code } });
    if (!data) return;
    const { userErrors } = data.mobileNumberVerify;
    if (userErrors.length > 0) applyUserErrors(form, userErrors, t);
    else onDone();
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.mobile.enterCode')}
      confirmLabel={t('ui.mobile.confirm')}
      asksBeforeClosing={false}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="code">
        {(field) => (
          <TextField
            {...field}
            label={t('ui.mobile.code')}
            description={t('ui.mobile.codeHelp', {
              number: pendingNumber ?? '',
              time: codeExpiresAt ? format.dateTime(codeExpiresAt) : '',
            })}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={10}
            isRequired
          />
        )}
      </FormField>
    </FormDialog>
  );
}
