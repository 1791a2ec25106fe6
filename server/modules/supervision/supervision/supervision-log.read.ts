import { auditChain } from '../../../platform/command/audit.ts';
import { computed } from '../../../platform/read/computed.ts';
import { reads, relation } from '../../../platform/read/declare.ts';
import type { Columns } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { supervisionEvidence } from './evidence.read.ts';
import { lineHash, SupervisionLogEntity } from './supervision-log.entity.ts';
import { SupervisionNodeEntity } from './supervision-node.entity.ts';
import { SupervisionLogType, SupervisionNodeType } from './supervision-parts.type.ts';

export const supervisionNode = reads(SupervisionNodeType, SupervisionNodeEntity, {
  id: 'svn',
  fields: { actsSide: computed.of('actor', (actor) => actor) },
  relations: {
    evidence: relation.some(
      () => supervisionEvidence,
      'nodeId',
      'Files that were submitted at the node, of all visits, oldest first (凭证).',
      { orderBy: 'createdAt', max: 100 },
    ),
  },
});

export const supervisionLog = reads(SupervisionLogType, SupervisionLogEntity, {
  id: 'svl',
  orders: { CREATED: ['createdAt', 'id'], POSITION: ['position', 'id'] },
});

/**
 * Whether every line of the log has its place and its hash. Each event writes one line and raises the version, so a
 * line that is missing at the end shows as well.
 */
export const isLogIntact = (d: Columns<'id' | 'version'>): Sql => sql`(
  select count(*) = ${d.version} and coalesce(bool_and(x.fits), false) from (
    select l.position = row_number() over w and l.previous_hash = coalesce(lag(l.hash) over w, ${sql.literal(auditChain.genesis)})
      and l.hash = ${sql.raw(lineHash('l', 'l.previous_hash'))} as fits
    from ${sql.table(SupervisionLogEntity)} l where l.supervision_id = ${d.id} window w as (order by l.position)) x)`;
