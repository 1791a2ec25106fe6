import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { StepFields } from './StepFields.tsx';
import { type EventName, stepOf } from './steps.ts';
import { useStep } from './useStep.ts';

const Supervision = graphql(`
  fragment StepDialog_supervision on Supervision { id version productName }
`);

export interface StepDialogProps {
  supervision: FragmentType<typeof Supervision>;
  event: EventName;
  onClose: () => void;
}

/** A step that is not the viewer's main one: rejecting, reminding, changing the address. */
export function StepDialog({ supervision, event, onClose }: StepDialogProps) {
  const t = useText();
  const s = readFragment(Supervision, supervision);
  const { form, submit } = useStep(s, event, onClose);
  return (
    <FormDialog
      form={form}
      title={t(`ui.supervision.step.${event}`)}
      description={s.productName}
      confirmLabel={t(`ui.supervision.step.${event}`)}
      tone={stepOf(event).tone ?? 'primary'}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t(`ui.supervision.step.${event}.text`)}</p>
      <StepFields event={event} form={form} />
    </FormDialog>
  );
}
