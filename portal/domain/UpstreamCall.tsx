import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { LucideIcon } from 'lucide-react';
import type { UpstreamOutcome } from '../gql/graphql.ts';
import { useCommand } from '../lib/command.ts';
import { errorText, type UserErrorLike } from '../lib/form.ts';
import { type Text, useText } from '../lib/i18n.tsx';
import { Button } from '../ui/actions/Button.tsx';
import { IconButton } from '../ui/actions/IconButton.tsx';
import { toast } from '../ui/feedback/Toast.tsx';

/** Payload of a command that asks an upstream. */
interface Asked {
  outcome?: UpstreamOutcome | null;
  code?: string | null;
  requestId?: string | null;
  userErrors: readonly UserErrorLike[];
}

/** Outcomes that leave nothing to do. */
const GOOD: ReadonlySet<UpstreamOutcome> = new Set(['OK', 'WRITTEN', 'UNCHANGED']);

/** Tells what became of the call. */
function show({ outcome, code, requestId, userErrors: [problem] }: Asked, t: Text): void {
  if (problem) {
    toast.show({ tone: 'bad', title: errorText(problem, t) });
    return;
  }
  if (!outcome) return;
  const text = t.enum('UpstreamOutcome', outcome);
  toast.show({
    tone: GOOD.has(outcome) ? 'good' : 'bad',
    title: code ? t('ui.upstream.outcome', { outcome: text, code }) : text,
    ...(requestId && { description: requestId }),
  });
}

export interface UpstreamCallProps {
  command: TypedDocumentNode<{ step: Asked }, { input: { id: string }; idempotencyKey: string }>;
  id: string;
  label: string;
  /** Takes the place of the label in a row of a table. */
  icon?: LucideIcon;
}

/** A button that asks the upstream about one object, and tells the outcome. */
export function UpstreamCall({ command, id, label, icon }: UpstreamCallProps) {
  const t = useText();
  const { run, pending } = useCommand(command);
  const call = async (): Promise<void> => {
    const asked = await run({ id });
    if (asked) show(asked, t);
  };
  const button = { isPending: pending, onPress: () => void call(), size: 'sm' } as const;
  return icon ? (
    <IconButton {...button} icon={icon} label={label} />
  ) : (
    <Button {...button}>{label}</Button>
  );
}
