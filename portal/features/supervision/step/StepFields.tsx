import { FilesField } from '../../../domain/files/FilesField.tsx';
import { FormField } from '../../../lib/FormField.tsx';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import {
  type EventName,
  FILE_KINDS,
  type FileField,
  stepOf,
  type TextField as Texts,
} from './steps.ts';
import type { StepState } from './useStep.ts';

const LONG = new Set<Texts>(['reason', 'shippingAddress']);

const labelOf = (name: FileField, isRequired: boolean, t: Text): string => {
  const label = t.enum('SupervisionEvidenceKind', FILE_KINDS[name]);
  return isRequired ? t('ui.supervision.requiredFile', { label }) : label;
};

/** The fields of an event's form: texts, a time and files by purpose. */
export function StepFields({ event, form }: { event: EventName } & Pick<StepState, 'form'>) {
  const t = useText();
  const { texts = [], files = {}, time } = stepOf(event);
  return (
    <>
      {texts.map((name) => (
        <FormField key={name} control={form.control} name={name}>
          {({ value, ...field }) => {
            const Field = LONG.has(name) ? TextArea : TextField;
            return (
              <Field
                {...(field as object)}
                value={String(value)}
                onChange={field.onChange}
                error={field.error}
                label={t(`ui.supervision.field.${name}`)}
                isRequired
              />
            );
          }}
        </FormField>
      ))}
      {time && (
        <FormField control={form.control} name={time}>
          {({ value, inputRef: _, ...field }) => (
            <TextField
              {...field}
              value={String(value)}
              type="datetime-local"
              label={t(`ui.supervision.field.${time}`)}
              description={t(`ui.supervision.field.${time}.help`)}
              isRequired={time === 'signedOffAt'}
            />
          )}
        </FormField>
      )}
      {Object.entries(files).map(([name, need]) => (
        <FormField key={name} control={form.control} name={name}>
          {({ value, ...field }) => (
            <FilesField
              {...field}
              value={value as string[]}
              label={labelOf(name as FileField, need === 'required', t)}
            />
          )}
        </FormField>
      ))}
    </>
  );
}
