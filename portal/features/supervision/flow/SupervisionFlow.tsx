import type { ReactNode } from 'react';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { SupervisionFlow_SupervisionFragment } from '../../../gql/graphql.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { type Step, Stepper } from '../../../ui/display/Stepper.tsx';

const Supervision = graphql(`
  fragment SupervisionFlow_supervision on Supervision {
    id status acceptance completedAt endedAt frozenNode
    nodes { id node actsSide state enteredAt leftAt actorName round rejectionCount }
  }
`);

type S = SupervisionFlow_SupervisionFragment;
type Node = S['nodes'][number];

const ENDED_EARLY = new Set(['REFUNDED', 'CLOSED']);

function notesOf(node: Node, t: Text, format: Format): ReactNode[] {
  const side = t.enum('ActingSide', node.actsSide);
  const at = node.leftAt ?? node.enteredAt;
  return [
    [side, node.state === 'DONE' && node.actorName].filter(Boolean).join(' '),
    at && node.state !== 'AHEAD' && format.dateTime(at),
    node.round > 1 && t('ui.supervision.round', { round: node.round }),
    node.rejectionCount > 0 && (
      <span className="t-bad">{t('ui.supervision.sentBack', { count: node.rejectionCount })}</span>
    ),
  ].filter(Boolean);
}

function stepsOf(s: S, t: Text, format: Format): Step[] {
  const isOver = ENDED_EARLY.has(s.status);
  const steps = s.nodes.map((node): Step => {
    const current = isOver ? 'bad' : 'current';
    return {
      id: node.id,
      label: t(`ui.supervision.node.${node.node}`),
      state: node.state === 'DONE' ? 'done' : node.state === 'CURRENT' ? current : 'todo',
      ...(s.status === 'FROZEN' && { tone: 'idle' as const }),
      notes: notesOf(node, t, format),
    };
  });
  return [
    ...steps,
    {
      id: 'end',
      label: isOver ? t.enum('SupervisionStatus', s.status) : t('ui.supervision.node.COMPLETED'),
      state: s.completedAt ? 'done' : isOver ? 'bad' : 'todo',
      notes: [
        s.acceptance && t.enum('SupervisionAcceptance', s.acceptance),
        s.endedAt && format.dateTime(s.endedAt),
      ].filter(Boolean),
    },
  ];
}

/** Nodes of a supervised delivery: side, person and time of each, and how often it was sent back. */
export function SupervisionFlow({
  supervision,
}: {
  supervision: FragmentType<typeof Supervision>;
}) {
  const t = useText();
  const format = useFormat();
  return (
    <Stepper
      label={t('ui.supervision.flow')}
      steps={stepsOf(readFragment(Supervision, supervision), t, format)}
      stateLabels={{
        done: t('ui.step.done'),
        current: t('ui.step.current'),
        todo: t('ui.step.todo'),
        bad: t('ui.step.bad'),
      }}
    />
  );
}
