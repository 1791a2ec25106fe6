import { useText } from '../lib/i18n.tsx';
import { type Step, Stepper } from '../ui/display/Stepper.tsx';
import { Card } from '../ui/layout/Card.tsx';

export function StepsCard({ label, steps }: { label: string; steps: readonly Step[] }) {
  const t = useText();
  return (
    <Card>
      <Stepper
        label={label}
        steps={steps}
        stateLabels={{
          done: t('ui.step.done'),
          current: t('ui.step.current'),
          todo: t('ui.step.todo'),
          bad: t('ui.step.bad'),
        }}
      />
    </Card>
  );
}
