import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { Viewer } from '../../../platform/viewer.ts';
import { ACTOR_AT, type Node, nodesOf } from './flows.machine.ts';
import type { Supervision } from './supervision.entity.ts';
import type { SupervisionState } from './supervision.machine.ts';
import { type SupervisionLog, SupervisionLogEntity } from './supervision-log.entity.ts';
import { SupervisionNodeEntity } from './supervision-node.entity.ts';

/** Columns that the parts of a supervision copy. */
const shared = ({ id, orderId, partnerId, sellerId, customerId }: Supervision) => ({
  supervisionId: id,
  orderId,
  partnerId,
  sellerId,
  customerId,
});

/** Actor of an event: the viewer, or the person for which the system acts. */
export type Acting = Pick<Viewer, 'actorName' | 'side' | 'via'>;

export interface Entry {
  readonly event: string;
  readonly from: SupervisionState | null;
  readonly to: SupervisionState;
  readonly by: Acting;
  readonly reason?: string | undefined;
  /** SHA-256 of the files that came with the event. */
  readonly files?: readonly string[];
}

/** Appends a line to the log. PostgreSQL numbers it and chains it to the line before. */
export function appendLog(tx: Tx, row: Supervision, entry: Entry): void {
  const { event, from, to, by, reason, files = [] } = entry;
  tx.insert(SupervisionLogEntity, {
    ...shared(row),
    id: tx.newId(),
    createdAt: tx.now,
    event,
    fromState: from,
    toState: to,
    actorName: by.actorName,
    actorSide: by.side.toUpperCase() as SupervisionLog['actorSide'],
    via: by.via,
    reason: reason ?? null,
    files: [...files],
  });
}

/** Columns of a node that the flow has not reached. */
const ahead = (tx: Tx, row: Supervision, node: Node, position: number) => ({
  ...shared(row),
  id: tx.newId(),
  createdAt: tx.now,
  position,
  node,
  actor: ACTOR_AT[node],
  state: 'AHEAD' as const,
  enteredAt: null,
  leftAt: null,
  actorName: null,
});

/** Writes the nodes of a new supervision; the first one is entered. */
export function writeNodes(tx: Tx, row: Supervision): void {
  tx.insert(
    SupervisionNodeEntity,
    nodesOf(row.template, row.isReviewed).map((node, position) => ({
      ...ahead(tx, row, node, position),
      ...(position === 0 && { state: 'CURRENT' as const, enteredAt: tx.now, round: 1 }),
    })),
  );
}

const positionOfReview = ({ template }: Supervision): number =>
  nodesOf(template, true).indexOf('HUAWEI_REVIEW');

/** Puts the Huawei review into the flow, before the nodes that follow it. */
export function addReview(tx: Tx, row: Supervision): void {
  const position = positionOfReview(row);
  row.isReviewed = true;
  tx.write(sql`update ${sql.table(SupervisionNodeEntity)} set position = position + 1
    where supervision_id = ${row.id} and position >= ${position}`);
  tx.insert(SupervisionNodeEntity, [ahead(tx, row, 'HUAWEI_REVIEW', position)]);
}

/** Takes the Huawei review out of the flow. The log keeps its earlier visits. */
export function removeReview(tx: Tx, row: Supervision): void {
  const table = sql.table(SupervisionNodeEntity);
  row.isReviewed = false;
  tx.write(sql`delete from ${table} where supervision_id = ${row.id} and node = 'HUAWEI_REVIEW'`);
  tx.write(sql`update ${table} set position = position - 1
    where supervision_id = ${row.id} and position > ${positionOfReview(row)}`);
}

/** Leaves a node for a later one, or for the end. */
export function passNode(
  tx: Tx,
  row: Supervision,
  from: Node,
  to: Node | null,
  { actorName }: Acting,
): void {
  const table = sql.table(SupervisionNodeEntity);
  tx.write(sql`update ${table} set state = 'DONE', entered_at = coalesce(entered_at, ${tx.now}), left_at = ${tx.now}, actor_name = ${actorName}
    where supervision_id = ${row.id} and node = ${from}`);
  if (to) enterNode(tx, row, to);
}

/** Returns to an earlier node: the nodes from there on are ahead again. */
export function returnNode(tx: Tx, row: Supervision, from: Node, to: Node): void {
  const table = sql.table(SupervisionNodeEntity);
  const nodes = nodesOf(row.template, row.isReviewed);
  const ahead = nodes.slice(nodes.indexOf(to) + 1);
  tx.write(sql`update ${table} set state = 'AHEAD', entered_at = null, left_at = null,
      rejection_count = rejection_count + (node = ${from})::int
    where supervision_id = ${row.id} and node = any(${ahead}::text[])`);
  enterNode(tx, row, to);
}

function enterNode(tx: Tx, row: Supervision, node: Node): void {
  tx.write(sql`update ${sql.table(SupervisionNodeEntity)}
    set state = 'CURRENT', entered_at = ${tx.now}, left_at = null, round = round + 1
    where supervision_id = ${row.id} and node = ${node}`);
}
