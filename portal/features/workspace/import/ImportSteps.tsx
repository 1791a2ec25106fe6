import { useText } from '../../../lib/i18n.tsx';
import { Stepper } from '../../../ui/display/Stepper.tsx';

const STEPS = ['upload', 'check', 'import'] as const;
type Step = (typeof STEPS)[number];

/** The steps of an import: template and upload, trial and correction, import. */
export function ImportSteps({ at, isOver = false }: { at: Step; isOver?: boolean }) {
  const t = useText();
  const now = STEPS.indexOf(at);
  return (
    <Stepper
      variant="wizard"
      label={t('ui.import.steps')}
      stateLabels={{
        done: t('ui.import.step.done'),
        current: t('ui.import.step.current'),
        todo: t('ui.import.step.todo'),
        bad: t('ui.import.step.todo'),
      }}
      steps={STEPS.map((id, i) => ({
        id,
        label: t(`ui.import.step.${id}`),
        state: i < now || (isOver && i === now) ? 'done' : i === now ? 'current' : 'todo',
      }))}
    />
  );
}
