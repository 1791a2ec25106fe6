import { type ReactNode, useState } from 'react';
import type { UserErrorLike } from '../lib/form.ts';
import { useText } from '../lib/i18n.tsx';
import { lazyComponent } from '../lib/lazy.tsx';
import { ConfirmDialog } from '../ui/overlays/ConfirmDialog.tsx';
import { type ActionButton, ActionButtons, type ActionButtonsProps } from './ActionButtons.tsx';

const ReasonDialog = lazyComponent(() => import('./ReasonDialog.tsx'), 'ReasonDialog');

interface Question {
  title: string;
  text: ReactNode;
  tone?: 'primary' | 'danger';
}

interface Confirmation extends Question {
  run: () => Promise<unknown>;
}

interface ReasonQuestion extends Question {
  help?: string;
  templates?: readonly string[];
  run: (reason: string) => Promise<readonly UserErrorLike[] | null>;
}

type Asking =
  | { confirm: Confirmation }
  | { reason: ReasonQuestion }
  | { dialog: (close: () => void) => ReactNode };

/** A step of an object: taken at once (`onPress`), or after one of three dialogs. */
export type StepButton = ActionButton | (Omit<ActionButton, 'onPress'> & Asking);

export interface StepButtonsProps extends Omit<ActionButtonsProps, 'buttons'> {
  steps: readonly StepButton[];
}

/** Buttons for an object's steps, with the dialogs that ask first. */
export function StepButtons({ steps, ...props }: StepButtonsProps) {
  const [asking, setAsking] = useState<string | null>(null);
  const close = () => setAsking(null);
  return (
    <>
      <ActionButtons
        {...props}
        buttons={steps.map((step) => ({ onPress: () => setAsking(step.name), ...step }))}
      />
      {steps.map((step) => (
        <StepDialog key={step.name} step={step} isOpen={asking === step.name} close={close} />
      ))}
    </>
  );
}

interface StepDialogProps {
  step: StepButton;
  isOpen: boolean;
  close: () => void;
}

function StepDialog({ step, isOpen, close }: StepDialogProps) {
  const t = useText();
  if ('confirm' in step) {
    const { text, run, ...question } = step.confirm;
    return (
      <ConfirmDialog
        {...question}
        isOpen={isOpen}
        onOpenChange={close}
        confirmLabel={step.label}
        cancelLabel={t('ui.cancel')}
        onConfirm={run}
      >
        {text}
      </ConfirmDialog>
    );
  }
  if (!isOpen) return null;
  if ('dialog' in step) return step.dialog(close);
  if (!('reason' in step)) return null;
  const { text, run, ...question } = step.reason;
  return (
    <ReasonDialog
      {...question}
      lead={text}
      label={t('ui.reason')}
      confirmLabel={step.label}
      onClose={close}
      onConfirm={run}
    />
  );
}
