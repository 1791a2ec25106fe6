import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useCallback, useRef } from 'react';
import { useCommand } from '../lib/command.ts';
import { errorText, type UserErrorLike } from '../lib/form.ts';
import { type Text, useText } from '../lib/i18n.tsx';
import { refreshed } from '../lib/refreshed.ts';
import { toast } from '../ui/feedback/Toast.tsx';

type Errors = readonly UserErrorLike[];

/** Shows a refusal, or the success if it has a text; whether the step took effect. */
export function showOutcome(errors: Errors | null | undefined, t: Text, done?: string): boolean {
  if (!errors) return false;
  const [problem] = errors;
  if (problem) toast.show({ tone: 'bad', title: errorText(problem, t) });
  else if (done) toast.show({ tone: 'good', title: done });
  return !problem;
}

export interface Step<P, I> {
  /** Shows the outcome and resolves when the page shows it, too; null if the step was refused or failed. */
  run: (input: I) => Promise<P | null>;
  /** For a dialog, which shows the returned errors itself; null if the request failed. */
  submit: (input: I) => Promise<Errors | null>;
  pending: boolean;
}

/** One command with its outcome on the screen. Without `done`, the page itself shows the success. */
export function useStep<P extends { userErrors: Errors }, I>(
  document: TypedDocumentNode<{ step: P }, { input: I; idempotencyKey: string }>,
  done?: string | ((payload: P) => string),
): Step<P, I> {
  const t = useText();
  const { run: send, pending } = useCommand(document);
  const text = useRef(done);
  text.current = done;
  const show = useCallback(
    (payload: P): boolean => {
      const { current: of } = text;
      return showOutcome(payload.userErrors, t, typeof of === 'function' ? of(payload) : of);
    },
    [t],
  );
  const run = useCallback(
    async (input: I) => {
      const payload = await send(input);
      if (!payload || !show(payload)) return null;
      // Until then the page shows the button of the step and the old version.
      if (text.current) await refreshed();
      return payload;
    },
    [send, show],
  );
  const submit = useCallback(
    async (input: I) => {
      const payload = await send(input);
      if (payload?.userErrors.length === 0) show(payload);
      return payload?.userErrors ?? null;
    },
    [send, show],
  );
  return { run, submit, pending };
}
