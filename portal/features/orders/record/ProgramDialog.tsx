import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { ReasonField, reasonShape } from '../../../domain/ReasonField.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { applyUserErrors } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { RadioGroup } from '../../../ui/fields/RadioGroup.tsx';
import { setProgram } from '../OrderCommands.ts';
import { PROGRAMS } from '../programs.ts';

const Order = graphql(`
  fragment ProgramDialog_order on Order { id version number program }
`);

const CHOICES = [...PROGRAMS, 'NONE'] as const;
const schema = z.object({ ...reasonShape, program: z.enum(CHOICES) });
type Values = z.infer<typeof schema>;

interface ProgramDialogProps {
  order: FragmentType<typeof Order>;
  onClose: () => void;
}

/** Asks for the program of an order and the reason of the change. */
export function ProgramDialog({ order, onClose }: ProgramDialogProps) {
  const t = useText();
  const o = readFragment(Order, order);
  const step = useStep(setProgram, t('ui.order.programSet'));
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues: { program: o.program ?? 'NONE', reason: '' },
  });
  const submit = form.handleSubmit(async ({ program, reason }) => {
    const errors = await step.submit({
      id: o.id,
      version: o.version,
      reason,
      ...(program !== 'NONE' && { program }),
    });
    if (errors?.length === 0) onClose();
    else if (errors) applyUserErrors(form, errors, t);
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.order.programTitle', { number: o.number })}
      confirmLabel={t('ui.save')}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('ui.order.programText')}</p>
      <FormField control={form.control} name="program">
        {({ inputRef: _, onChange, ...field }) => (
          <RadioGroup
            {...field}
            onChange={(next) => onChange(next as Values['program'])}
            label={t('ui.order.program')}
            options={CHOICES.map((id) => ({
              id,
              label: id === 'NONE' ? t('ui.order.programNone') : t.enum('OrderProgram', id),
            }))}
          />
        )}
      </FormField>
      <ReasonField
        control={form.control}
        label={t('ui.reason')}
        help={t('ui.order.programReason')}
      />
    </FormDialog>
  );
}
