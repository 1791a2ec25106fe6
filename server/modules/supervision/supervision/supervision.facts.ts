import { NOW } from '../../../platform/db/tenancy.ts';
import { actions } from '../../../platform/read/actions.ts';
import type { SqlOf } from '../../../platform/read/declare.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { strictAppeals } from '../appeal/appeal.policies.ts';
import { MOVES } from './flows.machine.ts';
import { type Supervision, SupervisionEntity } from './supervision.entity.ts';
import { actorOfRole, outside, supervisionMachine } from './supervision.machine.ts';
import { nudgeHours } from './supervision.policies.ts';

type Column = keyof Supervision & string;

const now = sql.raw(NOW);

/** For each event at a node, the fact that a row's template does not have it there. */
const outsideFlow: Readonly<Record<string, SqlOf<Column>>> = Object.fromEntries(
  MOVES.map((move) => [
    outside(move),
    (d) => sql`not ${d.template} in (${sql.words(move.templates)})`,
  ]),
);

/** The machine with the facts of its guards (domain §4.6), as SQL over one supervision. */
export const supervisionActions = actions(supervisionMachine, SupervisionEntity, {
  ...outsideFlow,
  noAddress: (d) => sql`${d.shippingAddress} is null`,
  notShipped: (d) => sql`${d.shippedAt} is null`,
  signedOff: (d) => sql`${d.signedOffAt} is not null`,
  yourTurn: (d, _v, role) => sql`${d.actor} = ${sql.literal(actorOfRole(role) ?? 'NOBODY')}`,
  nudgedToday: (d) =>
    sql`coalesce(${d.nudgedAt} > ${now} - make_interval(hours => ${nudgeHours.sql}::int), false)`,
  hasOpenAppeal: (d) => sql`guard_order_has_open_appeal(${d.orderId})`,
  appealsAreStrict: (d, _v, role) => sql`${strictAppeals.sql} = 1 and ${d.rejectionCount} < 3
    and not (${d.isStalled} and ${d.actor} <> ${sql.literal(actorOfRole(role) ?? 'NOBODY')})`,
});
