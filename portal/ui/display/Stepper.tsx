import { Check, Circle, Clock, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import { type Tone, toneIcons } from './Badge.tsx';
import { Icon } from './Icon.tsx';
import styles from './Stepper.module.css';

export interface Step {
  id: string;
  label: string;
  state: 'done' | 'current' | 'todo' | 'bad';
  /** Meaning of the current step for the reader; the default is "waiting". */
  tone?: Tone;
  /** Lines under the label: time, person, remaining time. */
  notes?: readonly ReactNode[];
}

export interface StepperProps {
  label: string;
  steps: readonly Step[];
  /** `wizard` numbers the steps in one line; `flow` shows dates under a rail. */
  variant?: 'wizard' | 'flow';
  /** Text read out for each state, which is otherwise only a picture. */
  stateLabels: Record<Step['state'], string>;
}

const marks = { done: Check, current: Clock, todo: Circle, bad: X };
const markOf = ({ state, tone }: Step) =>
  state === 'current' && tone ? toneIcons[tone] : marks[state];

export function Stepper({ label, steps, variant = 'flow', stateLabels }: StepperProps) {
  return (
    <ol className={styles[variant]} aria-label={label}>
      {steps.map((step, index) => (
        <li
          key={step.id}
          className={cx(styles.step, styles[step.state])}
          data-tone={step.tone}
          aria-current={step.state === 'current' ? 'step' : undefined}
        >
          <span className={styles.mark} role="img" aria-label={stateLabels[step.state]}>
            {variant === 'wizard' && (step.state === 'todo' || step.state === 'current') ? (
              index + 1
            ) : (
              <Icon of={markOf(step)} size={variant === 'wizard' ? 12 : 14} />
            )}
          </span>
          <span className={styles.text}>
            <span className={styles.label}>{step.label}</span>
            {step.notes?.map((note, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one step keep their order
              <small key={line}>{note}</small>
            ))}
          </span>
        </li>
      ))}
    </ol>
  );
}
