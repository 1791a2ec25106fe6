import type { Control, FieldValues } from 'react-hook-form';
import { z } from 'zod/mini';
import { FormField } from '../lib/FormField.tsx';
import { TextArea } from '../ui/fields/TextArea.tsx';

export const REASON_MAX = 500;

export const reasonShape = {
  reason: z.string().check(z.trim(), z.minLength(1, 'ui.form.required')),
};

export interface ReasonFieldProps<V extends FieldValues & { reason: string }> {
  control: Control<V>;
  label: string;
  help?: string;
  optional?: boolean;
}

/** The reason of a step. The other side or the audit reads it. */
export function ReasonField<V extends FieldValues & { reason: string }>({
  control,
  label,
  help,
  optional,
}: ReasonFieldProps<V>) {
  return (
    <FormField control={control as unknown as Control<{ reason: string }>} name="reason">
      {(field) => (
        <TextArea
          {...field}
          label={label}
          description={help}
          isRequired={!optional}
          maxLength={REASON_MAX}
        />
      )}
    </FormField>
  );
}
