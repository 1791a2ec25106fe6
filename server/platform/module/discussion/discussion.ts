import type { Discussion, Tx } from '../../command/types.ts';
import { audienceOf, partiesOf, partOfRole, readsOthers } from '../../db/parties.ts';
import { AttachmentEntity } from '../../files/attachment.entity.ts';
import { attachment } from '../../files/attachment.read.ts';
import type { ReadEdge, Reads } from '../../read/declare.ts';
import { relation } from '../../read/declare.ts';
import { type Sql, sql } from '../../sql/sql.ts';
import { Role } from '../../viewer.ts';
import { commentCommand } from './comment.command.ts';
import { CommentEntity } from './comment.entity.ts';
import { comment } from './comment.read.ts';

/** Roles that only read, or only run programs. */
const SILENT: readonly Role[] = ['csp.auditor', 'csp.developer', 'service'];

interface DiscussionOptions {
  /** Roles that may comment. Default: all of partner, seller and operator that do more than read. */
  readonly by?: readonly Role[];
  /** States in which they may. Default: all. */
  readonly in?: readonly string[];
  /** Whether the customer takes part: it reads what is shared, and comments. Default: false. */
  readonly withCustomer?: boolean;
  /** Property with the subject of the signed links that show the objects. Default: the object itself. */
  readonly linkedBy?: string;
}

/**
 * Declares that the parties of a type's objects comment on them and attach files to them. The module lists it as
 * `discussed`. The type then has the fields `comments`, `attachments` and `canComment`, and the command
 * `<type>Comment`.
 */
export function discussion(on: Reads, options: DiscussionOptions = {}): Discussion {
  const { withCustomer = false, in: states = null, linkedBy = null } = options;
  const sides = ['partner', 'seller', 'operator'] as const;
  const by =
    options.by ??
    Role.of(...sides, ...(withCustomer ? (['customer'] as const) : [])).filter(
      (role) => !SILENT.includes(role),
    );
  return {
    on,
    withCustomer,
    linkedBy,
    edge: edgeOf(on, by, states),
    command: commentCommand(on, by, states),
    follow: (tx, row, from) => follow(tx, on, row, from),
  };
}

const edgeOf = (on: Reads, by: readonly Role[], states: readonly string[] | null): ReadEdge => ({
  on,
  fields: {
    canComment: {
      type: () => Boolean,
      description: 'Whether the viewer may comment on the object in its state.',
      source: (d, v, role): Sql => {
        if (!by.includes(role)) return sql.raw('false');
        const party = partOfRole(partiesOf(on.entity), role);
        const holds = [
          ...(party && readsOthers(party) ? [sql`${d[party.column]!} = ${v.tenantId}`] : []),
          ...(states ? [sql`${d.status!} in (${sql.words(states)})`] : []),
        ];
        return holds.length === 0 ? sql.raw('true') : sql`(${sql.and(holds)})`;
      },
    },
  },
  relations: {
    attachments: relation.page(
      () => attachment,
      'subjectId',
      'Files that the viewer may read, those of comments too, newest first (附件).',
    ),
    comments: relation.page(
      () => comment,
      'subjectId',
      'Comments that the viewer may read, newest first (留言).',
    ),
  },
});

/** Shows earlier words and files to the parties that see the object only since its new state. */
function follow(
  tx: Tx,
  { entity }: Reads,
  row: { readonly id: string; readonly status: string },
  from: string,
): void {
  const before = audienceOf(entity, { ...row, status: from });
  const { partnerId, sellerId } = audienceOf(entity, row);
  if (before.partnerId === partnerId && before.sellerId === sellerId) return;
  const parties = sql`set partner_id = ${partnerId}, seller_id = ${sellerId} where subject_id = ${row.id}`;
  tx.write(sql`with words as (update ${sql.table(CommentEntity)} ${parties})
    update ${sql.table(AttachmentEntity)} ${parties}`);
}
