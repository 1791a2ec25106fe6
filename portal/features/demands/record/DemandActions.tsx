import { useNavigate } from '@tanstack/react-router';
import { BellRing, Check, CircleX, Copy, Pencil, Send, Tag, Undo2, X } from 'lucide-react';
import { StepButtons } from '../../../domain/StepButtons.tsx';
import { taskSteps } from '../../../domain/task-steps.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import {
  cloneDemand,
  closeDemand,
  nudgeDemand,
  receiveDemand,
  rejectDemand,
  submitDemand,
  withdrawDemand,
} from '../DemandCommands.ts';
import { DraftDiscountButton } from '../offers/DraftDiscountButton.tsx';

const Demand = graphql(`
  fragment DemandActions_demand on CustomerDemand {
    id version number customerName
    seller { id name }
    privateOffer { id ...DraftDiscountButton_offer }
    ...ActionButtons_actionable
  }
`);

type Asked = 'withdraw' | 'reject' | 'receive' | 'close';
type Step = Asked | 'clone' | 'nudge' | 'submit';

/** The buttons of both sides on a demand; what ends or binds it asks first. */
export function DemandActions({ demand }: { demand: FragmentType<typeof Demand> }) {
  const t = useText();
  const navigate = useNavigate();
  const d = readFragment(Demand, demand);
  const submit = useStep(submitDemand, t('ui.demand.submitted'));
  const nudge = useStep(nudgeDemand, t('ui.demand.nudgedToast'));
  const withdraw = useStep(withdrawDemand, t('ui.demand.withdrawn'));
  const receive = useStep(receiveDemand, t('ui.demand.received'));
  const reject = useStep(rejectDemand, t('ui.demand.rejected'));
  const close = useStep(closeDemand, t('ui.demand.closed'));
  const clone = useStep(cloneDemand);
  const row = { id: d.id, version: d.version };
  const step = (name: Step) => ({ name, label: t(`ui.demand.${name}`) });
  const question = (name: Asked) => ({
    title: t(`ui.demand.${name}Title`, { number: d.number }),
    text: t(`ui.demand.${name}Text`),
  });
  async function copy() {
    const copied = (await clone.run({ id: d.id }))?.customerDemand;
    if (copied) await navigate({ to: '/demands/$id/edit', params: { id: copied.id } });
  }
  return (
    <>
      <StepButtons
        actionable={d}
        steps={[
          {
            ...step('withdraw'),
            icon: Undo2,
            confirm: { ...question('withdraw'), run: () => withdraw.run(row) },
          },
          { ...step('clone'), icon: Copy, onPress: copy },
          {
            name: 'update',
            label: t('ui.edit'),
            icon: Pencil,
            onPress: () => void navigate({ to: '/demands/$id/edit', params: { id: d.id } }),
          },
          {
            ...step('nudge'),
            icon: BellRing,
            variant: 'primary',
            onPress: () => nudge.run(row),
          },
          {
            ...step('submit'),
            icon: Send,
            variant: 'primary',
            onPress: () => submit.run(row),
          },
          {
            ...step('reject'),
            icon: X,
            variant: 'danger',
            reason: {
              ...question('reject'),
              templates: [t('ui.demand.reason.direct'), t('ui.demand.reason.share')],
              run: (reason) => reject.submit({ ...row, reason }),
            },
          },
          {
            ...step('receive'),
            icon: Check,
            variant: 'primary',
            confirm: { ...question('receive'), run: () => receive.run(row) },
          },
          {
            ...step('close'),
            icon: CircleX,
            reason: {
              ...question('close'),
              templates: [t('ui.demand.reason.paused')],
              run: (reason) => close.submit({ ...row, reason }),
            },
          },
          {
            name: 'convert',
            label: t('ui.privateOffer.create'),
            icon: Tag,
            variant: 'primary',
            onPress: () => void navigate({ to: '/private-offers/new', search: { demand: d.id } }),
          },
        ]}
      />
      {d.privateOffer && <DraftDiscountButton offer={d.privateOffer} />}
    </>
  );
}

const Task = graphql(`
  query DemandTask($id: ID!) { customerDemand(by: { id: $id }) { id ...DemandActions_demand } }
`);

/** The steps of a demand, on a task. */
export const DemandTask = taskSteps(
  Task,
  ({ customerDemand }) => customerDemand,
  ({ object }) => <DemandActions demand={object} />,
);
