import type { FocusEvent, ReactElement, Ref } from 'react';
import {
  type Control,
  Controller,
  type FieldPath,
  type FieldPathValue,
  type FieldValues,
} from 'react-hook-form';
import { useText } from './i18n.tsx';

export interface BoundProps<Value> {
  name: string;
  value: Value;
  onChange: (value: Value) => void;
  onBlur: (event?: FocusEvent<Element>) => void;
  // The controls focus different elements; React Hook Form only calls `focus()`.
  inputRef: Ref<never>;
  error: string | null;
}

export interface FormFieldProps<V extends FieldValues, N extends FieldPath<V>> {
  control: Control<V>;
  name: N;
  children: (field: BoundProps<FieldPathValue<V, N>>) => ReactElement;
}

/** Whether the focus moved to a dialog over the field, such as a sign-in: then the field was not left. */
function isCovered(event: FocusEvent<Element> | undefined): boolean {
  const dialog = event?.relatedTarget?.closest('[role=dialog], [role=alertdialog]');
  return Boolean(dialog && !dialog.contains(event?.target ?? null));
}

/**
 * Binds one control: `<FormField control={form.control} name="note">{(f) => <TextArea label={…}
 * {...f} />}</FormField>`. A zod message may be a message id.
 */
export function FormField<V extends FieldValues, N extends FieldPath<V>>({
  control,
  name,
  children,
}: FormFieldProps<V, N>) {
  const t = useText();
  return (
    <Controller
      control={control}
      name={name}
      render={({ field, fieldState }) =>
        children({
          name: field.name,
          value: field.value,
          onChange: field.onChange,
          onBlur: (event) => {
            if (!isCovered(event)) field.onBlur();
          },
          inputRef: field.ref as Ref<never>,
          error: fieldState.error ? t.maybe(fieldState.error.message ?? 'ui.form.invalid') : null,
        })
      }
    />
  );
}
