import { BadgeCheck } from 'lucide-react';
import { StepButtons } from '../../../domain/StepButtons.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';

const ProgramDialog = lazyComponent(() => import('./ProgramDialog.tsx'), 'ProgramDialog');

const Order = graphql(`
  fragment ProgramButton_order on Order {
    id
    ...ActionButtons_actionable
    ...ProgramDialog_order
  }
`);

/** 补贴项目: operations name the program of an order, or that it has none. */
export function ProgramButton({ order }: { order: FragmentType<typeof Order> }) {
  const t = useText();
  const o = readFragment(Order, order);
  return (
    <StepButtons
      actionable={o}
      steps={[
        {
          name: 'setProgram',
          label: t('ui.order.program'),
          icon: BadgeCheck,
          dialog: (close) => <ProgramDialog order={o} onClose={close} />,
        },
      ]}
    />
  );
}
