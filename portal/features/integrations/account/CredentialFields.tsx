import type { Control, FieldValues } from 'react-hook-form';
import { z } from 'zod/mini';
import { FormField } from '../../../lib/FormField.tsx';
import { useText } from '../../../lib/i18n.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';

const key = z.string().check(z.trim(), z.minLength(1, 'ui.form.required'));
export const credentialShape = { accessKeyId: key, secretAccessKey: key };

interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
}

export interface CredentialFieldsProps<V extends FieldValues & Credentials> {
  control: Control<V>;
}

/** Access key and secret. The secret leaves the page once and never comes back. */
export function CredentialFields<V extends FieldValues & Credentials>(
  props: CredentialFieldsProps<V>,
) {
  const control = props.control as unknown as Control<Credentials>;
  const t = useText();
  return (
    <>
      <FormField control={control} name="accessKeyId">
        {(field) => (
          <TextField
            {...field}
            label={t('ui.upstream.fact.accessKeyId')}
            autoComplete="off"
            maxLength={128}
            isRequired
          />
        )}
      </FormField>
      <FormField control={control} name="secretAccessKey">
        {(field) => (
          <TextField
            {...field}
            label={t('ui.upstream.fact.secret')}
            description={t('ui.upstream.secretHelp')}
            type="password"
            autoComplete="off"
            maxLength={256}
            isRequired
          />
        )}
      </FormField>
    </>
  );
}
