import { zodResolver } from '@hookform/resolvers/zod';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { filesShape, isUploading } from '../../../domain/files/FilesField.tsx';
import { useCommand } from '../../../lib/command.ts';
import { fromMinute } from '../../../lib/dates.ts';
import { isAccepted } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { commandOf } from './SupervisionCommands.ts';
import { type EventName, type FileField, stepOf } from './steps.ts';

/** Values by the name of the input's field: texts, a local time, or ids of uploaded files. */
export type StepValues = Record<string, string | string[]>;

const requiredText = z
  .string()
  .check(z.trim(), z.minLength(1, 'ui.form.required'), z.maxLength(2_000));

const schemaOf = (event: EventName) => {
  const { texts = [], files = {}, time } = stepOf(event);
  return z.object({
    ...Object.fromEntries(texts.map((name) => [name, requiredText])),
    ...Object.fromEntries(
      Object.entries(files).map(([name, need]) => [
        name,
        filesShape({ min: need === 'required' ? 1 : 0 }),
      ]),
    ),
    ...(time && {
      [time]: time === 'signedOffAt' ? requiredText : z.string(),
    }),
  });
};

const emptyOf = (event: EventName): StepValues => {
  const { texts = [], files = {}, time } = stepOf(event);
  return {
    ...Object.fromEntries(texts.map((name) => [name, ''])),
    ...Object.fromEntries(Object.keys(files).map((name) => [name, []])),
    ...(time && { [time]: '' }),
  };
};

/** The command's input: without empty values, with instants for local times. */
function inputOf(event: EventName, values: StepValues): Record<string, unknown> {
  const { time } = stepOf(event);
  const given = Object.entries(values).filter(([, value]) => value.length > 0);
  return Object.fromEntries(
    given.map(([name, value]) => [name, name === time ? fromMinute(String(value)) : value]),
  );
}

export interface StepState {
  form: UseFormReturn<StepValues>;
  submit: () => Promise<void>;
  pending: boolean;
  /** Names of the required files that are missing: the blocker beside the button. */
  missing: readonly FileField[];
  /** Whether a file is still on its way. */
  isUploading: boolean;
}

/** The form of one event of a supervision and its command. */
export function useStep(
  { id, version }: { id: string; version: number },
  event: EventName,
  onDone?: () => void,
): StepState {
  const t = useText();
  const { run, pending } = useCommand(commandOf(event));
  const form = useForm<StepValues>({
    resolver: zodResolver(schemaOf(event)),
    defaultValues: emptyOf(event),
  });
  const values = form.watch();
  const missing = Object.entries(stepOf(event).files ?? {}).flatMap(([name, need]) =>
    need === 'required' && values[name]?.length === 0 ? [name as FileField] : [],
  );
  const submit = form.handleSubmit(async (given) => {
    const payload = await run({ id, version, ...inputOf(event, given) });
    if (!isAccepted(form, payload, t)) return;
    toast.show({ tone: 'good', title: t(`ui.supervision.done.${event}`) });
    form.reset(emptyOf(event));
    onDone?.();
  });
  const uploading = Object.values(values).some(
    (value) => Array.isArray(value) && isUploading(value),
  );
  return { form, submit, pending, missing, isUploading: uploading };
}
