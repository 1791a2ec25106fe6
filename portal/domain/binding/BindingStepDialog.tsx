import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { BindingType } from '../../gql/graphql.ts';
import { applyUserErrors } from '../../lib/form.ts';
import { useText } from '../../lib/i18n.tsx';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import { ReasonField } from '../ReasonField.tsx';
import { type BindingEvent, type BindingViewer, useBindingStep } from './BindingSteps.ts';

const Binding = graphql(`
  fragment BindingStepDialog_binding on PartnerBinding {
    id version type requestedType
    customer { id name }
    partner { id name }
  }
`);

/** Whether an event requires a reason, and whether it is destructive. */
const kinds: Record<
  Exclude<BindingEvent, 'sendCode'>,
  { reason?: 'required' | 'optional'; danger?: true }
> = {
  accept: {},
  confirm: { reason: 'required' },
  object: { reason: 'optional', danger: true },
  decline: { reason: 'optional', danger: true },
  resend: {},
  requestChangeType: { reason: 'required' },
  approveChange: {},
  rejectChange: { reason: 'optional', danger: true },
  requestUnbind: { reason: 'required', danger: true },
  approveUnbind: { danger: true },
  rejectUnbind: { reason: 'optional' },
  withdraw: {},
};

export interface BindingStepDialogProps {
  binding: FragmentType<typeof Binding>;
  viewer: BindingViewer;
  event: Exclude<BindingEvent, 'sendCode'>;
  onClose: () => void;
}

/** Confirms one step of a binding: states the consequence and asks for a reason if the step requires one. */
export function BindingStepDialog({ binding, viewer, event, onClose }: BindingStepDialogProps) {
  const t = useText();
  const run = useBindingStep();
  const b = readFragment(Binding, binding);
  const { reason, danger } = kinds[event];
  const [customer, partner] = [b.customer?.name ?? '', b.partner?.name ?? ''];
  const other = viewer === 'PARTNER' ? customer : partner;
  const wanted: BindingType = b.type === 'ADVISORY' ? 'AGENCY' : 'ADVISORY';
  const type = event === 'requestChangeType' ? wanted : event === 'accept' ? b.type : undefined;
  const words = {
    customer,
    partner,
    other,
    from: b.type ? t.enum('BindingType', b.type) : '',
    to: t.enum('BindingType', b.requestedType ?? type ?? wanted),
  };
  const schema = z.object({
    reason:
      reason === 'required'
        ? z.string().check(z.trim(), z.minLength(1, 'ui.form.required'))
        : z.string(),
  });
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { reason: '' } });

  const submit = form.handleSubmit(async (values) => {
    const errors = await run(event, {
      id: b.id,
      version: b.version,
      ...(values.reason.trim() && { reason: values.reason.trim() }),
      ...(type && { type }),
      ...(event === 'accept' && { agreementAccepted: true }),
    });
    if (!errors) return;
    if (errors.length > 0) {
      applyUserErrors(form, errors, t);
      return;
    }
    onClose();
    toast.show({ tone: 'good', title: t.maybe(`ui.binding.step.${event}.done`, words) });
  });

  return (
    <FormDialog
      form={form}
      role="alertdialog"
      title={t.maybe(`ui.binding.step.${event}.title`, words)}
      confirmLabel={t.maybe(`ui.binding.step.${event}.confirm`)}
      tone={danger ? 'danger' : 'primary'}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t.maybe(`ui.binding.step.${event}.text.${viewer}`, words)}</p>
      {reason && (
        <ReasonField
          control={form.control}
          label={t(`ui.binding.reason.${reason}`)}
          help={t(
            viewer === 'OPERATOR' ? 'ui.binding.reason.helpAudit' : 'ui.binding.reason.help',
            { other },
          )}
          optional={reason !== 'required'}
        />
      )}
    </FormDialog>
  );
}
