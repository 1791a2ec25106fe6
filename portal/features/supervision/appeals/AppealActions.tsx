import { FileQuestion, Hand, MessageSquareReply, Undo2, Users } from 'lucide-react';
import { StepButtons } from '../../../domain/StepButtons.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { takeAppeal, withdrawAppeal } from './AppealCommands.ts';

const AskDialog = lazyComponent(() => import('./AskDialog.tsx'), 'AskDialog');
const HandOverDialog = lazyComponent(() => import('./HandOverDialog.tsx'), 'HandOverDialog');
const RespondDialog = lazyComponent(() => import('./RespondDialog.tsx'), 'RespondDialog');

const Appeal = graphql(`
  fragment AppealActions_appeal on Appeal {
    id version number status
    ...ActionButtons_actionable
    ...AskDialog_appeal
    ...HandOverDialog_appeal
    ...RespondDialog_appeal
  }
`);

/** The steps of an appeal besides the decision: for operations, and for the two sides. */
export function AppealActions({ appeal }: { appeal: FragmentType<typeof Appeal> }) {
  const t = useText();
  const a = readFragment(Appeal, appeal);
  const take = useStep(takeAppeal, t('ui.appeal.taken'));
  const withdraw = useStep(withdrawAppeal, t('ui.appeal.withdrawn'));
  const row = { id: a.id, version: a.version };
  return (
    <StepButtons
      actionable={a}
      steps={[
        {
          name: 'withdraw',
          label: t('ui.appeal.withdraw'),
          icon: Undo2,
          confirm: {
            title: t('ui.appeal.withdrawTitle', { number: a.number }),
            text: t('ui.appeal.withdrawText'),
            run: () => withdraw.run(row),
          },
        },
        {
          name: 'askMaterial',
          label: t('ui.appeal.ask'),
          icon: FileQuestion,
          dialog: (close) => <AskDialog appeal={a} onClose={close} />,
        },
        {
          name: 'handOver',
          label: t('ui.appeal.handOver'),
          icon: Users,
          dialog: (close) => <HandOverDialog appeal={a} onClose={close} />,
        },
        {
          name: 'respond',
          label: t('ui.appeal.respond'),
          icon: MessageSquareReply,
          variant: 'primary',
          dialog: (close) => <RespondDialog appeal={a} onClose={close} />,
        },
        {
          name: 'take',
          label: t('ui.appeal.take'),
          icon: Hand,
          variant: 'primary',
          onPress: () => take.run(row),
        },
      ]}
    />
  );
}
