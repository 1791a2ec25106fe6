import { toneOf } from '../../../domain/StateBadge.tsx';
import { StepsCard } from '../../../domain/StepsCard.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type {
  DiscountSteps_DiscountFragment,
  ExclusiveDiscountStatus,
} from '../../../gql/graphql.ts';
import { lastDay } from '../../../lib/dates.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import type { Step } from '../../../ui/display/Stepper.tsx';

const Discount = graphql(`
  fragment DiscountSteps_discount on ExclusiveDiscount {
    status origin justification createdAt submittedAt decidedAt decidedByName activatedAt
    specialDecidedAt specialDecidedByName sellerDecidesNext validFrom validUntil reviewDueAt
    activities(first: 30) { nodes { id event createdAt toState } }
  }
`);

type D = DiscountSteps_DiscountFragment;

/** Number of completed steps of each state; an unsuccessful end stays at its step. */
const REACHED: Record<ExclusiveDiscountStatus, number> = {
  DRAFT: 0,
  SYSTEM_REVIEW: 1,
  SELLER_REVIEW: 1,
  MANUAL_REVIEW: 1,
  REJECTED: 1,
  WITHDRAWN: 1,
  SCHEDULED: 2,
  EFFECTIVE: 3,
  UNUSABLE: 3,
  REVOKED: 4,
  EXPIRED: 4,
};
const BAD: readonly ExclusiveDiscountStatus[] = ['REJECTED', 'UNUSABLE', 'WITHDRAWN'];

/** An unusable discount may have left a review, a scheduled or an effective state: the history shows which. */
function reachedBy(d: D): number {
  if (d.status !== 'UNUSABLE') return REACHED[d.status];
  if (d.activatedAt) return 3;
  return d.decidedAt || d.activities.nodes.some((act) => act.toState === 'SCHEDULED') ? 2 : 1;
}

interface Stage {
  id: ExclusiveDiscountStatus;
  notes: string[];
}

/** The reviews of a discount; a special request that the seller decides after the operator has two. */
function reviewsOf(d: D, when: (time: string | null | undefined) => string[]): Stage[] {
  const byName = (at: string, name: string | null | undefined) => [
    ...when(at),
    ...(name ? [name] : []),
  ];
  const last = d.decidedAt ? byName(d.decidedAt, d.decidedByName) : null;
  const isSpecial = d.status === 'MANUAL_REVIEW' || d.justification;
  if (!isSpecial) return [{ id: 'SELLER_REVIEW', notes: last ?? when(d.submittedAt) }];
  const sellerFollows =
    d.sellerDecidesNext || (d.specialDecidedAt && d.specialDecidedAt !== d.decidedAt);
  if (!sellerFollows) return [{ id: 'MANUAL_REVIEW', notes: last ?? when(d.submittedAt) }];
  return [
    {
      id: 'MANUAL_REVIEW',
      notes: d.specialDecidedAt
        ? byName(d.specialDecidedAt, d.specialDecidedByName)
        : when(d.submittedAt),
    },
    { id: 'SELLER_REVIEW', notes: last ?? [] },
  ];
}

function stepsOf(d: D, t: Text, format: Format): Step[] {
  const bad = BAD.includes(d.status);
  const when = (time: string | null | undefined) => (time ? [format.dateTime(time)] : []);
  const reviews = reviewsOf(d, when);
  const stage = reachedBy(d);
  // A second review shifts the following steps.
  const reached = stage > 1 || d.specialDecidedAt ? stage + reviews.length - 1 : stage;
  const ended = d.activities.nodes.find((act) => act.toState === d.status)?.createdAt;
  const last = d.status === 'REVOKED' ? 'REVOKED' : 'EXPIRED';
  const all: Stage[] = [
    { id: 'DRAFT', notes: when(d.createdAt) },
    ...reviews,
    {
      id: 'SCHEDULED',
      notes: stage >= 2 ? [t('ui.discount.startsOn', { date: format.date(d.validFrom) })] : [],
    },
    { id: 'EFFECTIVE', notes: when(d.status === 'UNUSABLE' ? ended : d.activatedAt) },
    {
      id: last,
      notes: stage === 4 ? when(ended) : [t('ui.discount.endsOn', { date: lastDay(d.validUntil) })],
    },
  ];
  // Nobody writes or reviews an automatic discount.
  const skipped = d.origin === 'AUTO' ? all.length - 2 : 0;
  return all.slice(skipped).map(({ id, notes }, shown) => {
    const index = shown + skipped;
    const here = index === reached;
    const over = index < reached || reached === all.length - 1;
    const state = here && bad ? 'bad' : over ? 'done' : here ? 'current' : 'todo';
    const label = here
      ? t.enum('ExclusiveDiscountStatus', d.status)
      : t.maybe(`ui.discount.step.${id}`);
    return { id, label, state, tone: toneOf('ExclusiveDiscountStatus', d.status), notes };
  });
}

export function DiscountSteps({ discount }: { discount: FragmentType<typeof Discount> }) {
  const t = useText();
  const format = useFormat();
  const d = readFragment(Discount, discount);
  return <StepsCard label={t('ui.discount.steps')} steps={stepsOf(d, t, format)} />;
}
