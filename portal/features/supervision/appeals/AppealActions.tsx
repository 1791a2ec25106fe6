import { FileQuestion, Hand, MessageSquareReply, Undo2, Users } from 'lucide-react';
import { useState } from 'react';
import { type ActionButton, ActionButtons } from '../../../domain/ActionButtons.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { errorText } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { later } from '../../../lib/later.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { takeAppeal, withdrawAppeal } from './AppealCommands.ts';

const AskDialog = later(() => import('./AskDialog.tsx'), 'AskDialog');
const HandOverDialog = later(() => import('./HandOverDialog.tsx'), 'HandOverDialog');
const RespondDialog = later(() => import('./RespondDialog.tsx'), 'RespondDialog');

const Appeal = graphql(`
  fragment AppealActions_appeal on Appeal {
    id version number status
    ...ActionButtons_actionable
    ...AskDialog_appeal
    ...HandOverDialog_appeal
    ...RespondDialog_appeal
  }
`);

type Asking = 'askMaterial' | 'handOver' | 'respond' | 'withdraw';

/** The steps of an appeal besides the decision: for operations, and for the two sides. */
export function AppealActions({ appeal }: { appeal: FragmentType<typeof Appeal> }) {
  const t = useText();
  const a = readFragment(Appeal, appeal);
  const [asking, setAsking] = useState<Asking | null>(null);
  const take = useCommand(takeAppeal);
  const withdraw = useCommand(withdrawAppeal);
  const close = () => setAsking(null);
  async function run(command: typeof take | typeof withdraw, done: string) {
    const payload = await command.run({ id: a.id, version: a.version });
    const [problem] = payload?.userErrors ?? [];
    if (problem) toast.show({ tone: 'bad', title: errorText(problem, t) });
    else if (payload) toast.show({ tone: 'good', title: done });
  }
  const buttons: ActionButton[] = [
    {
      name: 'withdraw',
      label: t('ui.appeal.withdraw'),
      icon: Undo2,
      onPress: () => setAsking('withdraw'),
    },
    {
      name: 'askMaterial',
      label: t('ui.appeal.ask'),
      icon: FileQuestion,
      onPress: () => setAsking('askMaterial'),
    },
    {
      name: 'handOver',
      label: t('ui.appeal.handOver'),
      icon: Users,
      onPress: () => setAsking('handOver'),
    },
    {
      name: 'respond',
      label: t('ui.appeal.respond'),
      icon: MessageSquareReply,
      variant: 'primary',
      onPress: () => setAsking('respond'),
    },
    {
      name: 'take',
      label: t('ui.appeal.take'),
      icon: Hand,
      variant: 'primary',
      onPress: () => void run(take, t('ui.appeal.taken')),
    },
  ];
  return (
    <>
      <ActionButtons actionable={a} buttons={buttons} />
      {asking === 'askMaterial' && <AskDialog appeal={a} onClose={close} />}
      {asking === 'handOver' && <HandOverDialog appeal={a} onClose={close} />}
      {asking === 'respond' && <RespondDialog appeal={a} onClose={close} />}
      <ConfirmDialog
        isOpen={asking === 'withdraw'}
        onOpenChange={close}
        title={t('ui.appeal.withdrawTitle', { number: a.number })}
        confirmLabel={t('ui.appeal.withdraw')}
        cancelLabel={t('ui.cancel')}
        onConfirm={() => run(withdraw, t('ui.appeal.withdrawn'))}
      >
        {t('ui.appeal.withdrawText')}
      </ConfirmDialog>
    </>
  );
}
