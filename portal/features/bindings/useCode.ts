import { useState } from 'react';
import { useBindingStep } from '../../domain/binding/BindingSteps.ts';
import { errorText } from '../../lib/form.ts';
import { useText } from '../../lib/i18n.tsx';

export interface CodeRequest {
  send: () => Promise<boolean>;
  isSending: boolean;
  problem: string | null;
}

export function useCode(id: string): CodeRequest {
  const t = useText();
  const run = useBindingStep();
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  return {
    isSending,
    problem,
    async send() {
      setSending(true);
      const errors = await run('sendCode', { id });
      setSending(false);
      const [error] = errors ?? [];
      setProblem(error ? errorText(error, t) : null);
      return errors?.length === 0;
    },
  };
}
