import { Clock, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Control } from 'react-hook-form';
import { z } from 'zod/mini';
import { useNow } from '../lib/clock.ts';
import { FormField } from '../lib/FormField.tsx';
import { useFormat } from '../lib/format.ts';
import { useText } from '../lib/i18n.tsx';
import { Button } from '../ui/actions/Button.tsx';
import { Badge } from '../ui/display/Badge.tsx';
import { TextField } from '../ui/fields/TextField.tsx';
import styles from './OneTimeCode.module.css';

const DIGITS = 6;
export const codeSchema = z.object({
  code: z.string().check(z.length(DIGITS, 'ui.buyer.code.incomplete')),
});

/** The digits in a typed or pasted text, at most the length of a code. */
const digitsOf = (text: string) => text.replace(/\D/g, '').slice(0, DIGITS);

interface CodeFieldProps {
  control: Control<{ code: string }>;
  description?: string;
  className?: string;
}

/** Field of the code that was sent to the customer's contact on file. */
export function CodeField({ control, ...props }: CodeFieldProps) {
  const t = useText();
  return (
    <FormField control={control} name="code">
      {(field) => (
        <TextField
          {...field}
          {...props}
          onChange={(text) => field.onChange(digitsOf(text))}
          label={t('ui.buyer.code.label')}
          inputMode="numeric"
          autoComplete="one-time-code"
          isRequired
        />
      )}
    </FormField>
  );
}

interface CodeClockProps {
  /** End of the code's validity; undefined before the first code, null once it is over. */
  expiresAt: string | null | undefined;
  /** Time from which another code can be sent; absent: at once. */
  resendAt: string | null | undefined;
  isSending: boolean;
  onResend: () => void;
  /** Note between the validity and the button. */
  children?: ReactNode;
}

/** The time that a code is still valid, and the button for another one. */
export function CodeClock({ expiresAt, resendAt, isSending, onResend, children }: CodeClockProps) {
  const t = useText();
  const format = useFormat();
  const now = useNow(1_000);
  const left = (instant: string | null | undefined) =>
    instant ? Math.max(0, Date.parse(instant) - now) : 0;
  const [validFor, resendIn] = [left(expiresAt), left(resendAt)];
  return (
    <div className={styles.clock}>
      {expiresAt !== undefined && (
        <Badge tone={validFor > 0 ? 'idle' : 'waiting'} icon={Clock}>
          {validFor > 0
            ? t('ui.buyer.code.valid', { time: format.countdown(validFor) })
            : t('ui.buyer.code.over')}
        </Badge>
      )}
      {children}
      <span className="grow" />
      <Button
        size="sm"
        variant="ghost"
        icon={RotateCw}
        isPending={isSending}
        isDisabled={resendIn > 0}
        onPress={onResend}
      >
        {resendIn > 0
          ? t('ui.buyer.code.resendIn', { time: format.countdown(resendIn) })
          : t('ui.buyer.code.resend')}
      </Button>
    </div>
  );
}
