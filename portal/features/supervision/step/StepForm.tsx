import { useRef } from 'react';
import type { LiveAction } from '../../../domain/ActionButtons.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormProblems } from '../../../shell/FormProblems.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import styles from './Step.module.css';
import { StepFields } from './StepFields.tsx';
import { type EventName, FILE_KINDS } from './steps.ts';
import { useStep } from './useStep.ts';

const Supervision = graphql(`
  fragment StepForm_supervision on Supervision { id version status rejectionCount }
`);

export interface StepFormProps {
  supervision: FragmentType<typeof Supervision>;
  event: EventName;
  action: LiveAction;
}

/** The form of the viewer's own step, on the page; the missing document is named beside the button. */
export function StepForm({ supervision, event, action }: StepFormProps) {
  const t = useText();
  const s = readFragment(Supervision, supervision);
  const { form, submit, pending, missing, isUploading } = useStep(s, event);
  const fields = useRef<HTMLFormElement>(null);
  const blocker =
    action.disabledReason ??
    (missing.length > 0
      ? t('ui.supervision.missing', {
          files: missing
            .map((name) => t.enum('SupervisionEvidenceKind', FILE_KINDS[name]))
            .join(t('ui.listSeparator')),
        })
      : isUploading
        ? t('ui.files.wait')
        : null);
  return (
    <form
      ref={fields}
      className="stack"
      noValidate
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (!blocker && !pending) void submit();
      }}
    >
      <p className="muted">
        {t.maybe(`ui.supervision.step.${event}.text`, undefined, '')}
        {event === 'submitDelivery' &&
          s.rejectionCount > 0 &&
          ` ${t('ui.supervision.newDocument')}`}
      </p>
      <FormProblems form={form} within={fields} />
      <StepFields event={event} form={form} />
      <div className={styles.foot}>
        <span className="grow note" role="status">
          {blocker && <strong className="t-waiting">{blocker}</strong>}
        </span>
        <Button type="submit" variant="primary" isPending={pending} isDisabled={blocker !== null}>
          {t(`ui.supervision.step.${event}`)}
        </Button>
      </div>
    </form>
  );
}
