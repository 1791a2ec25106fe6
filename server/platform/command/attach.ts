import { buffer } from 'node:stream/consumers';
import { audienceOf, limitedRoles } from '../db/parties.ts';
import { PublicError, refuse } from '../errors.ts';
import { AttachmentEntity, READERS, type Readers } from '../files/attachment.entity.ts';
import type { AudienceWord } from '../files/attachment.type.ts';
import { sql } from '../sql/sql.ts';
import type { Side } from '../viewer.ts';
import type { Discussion, Tx } from './types.ts';

/** The object to which words or files belong, with its parties as its row names them. */
export interface DiscussedSubject {
  readonly type: string;
  readonly id: string;
  readonly partnerId: string | null;
  readonly sellerId: string | null;
  readonly customerId: string | null;
  /** Subject of the signed links that show the object, if it is another object. */
  readonly linkId?: string | null;
  readonly commentId?: string;
  /** Entity of the object: only the roles that see the object read its words and files. */
  readonly entity: object;
}

/** The readers of what a side adds for its own organization. */
export function readersOfSide(side: Side): Readers {
  const readers = READERS.find((word) => word === side.toUpperCase());
  if (!readers) throw new Error(`The side ${side} has no words or files`);
  return readers;
}

function discussionOf({ discussed }: Tx['domain'], type: string): Discussion {
  const found = discussed.get(type);
  if (!found) throw new Error(`No module declares ${type} as discussed`);
  return found;
}

/** The readers of what the viewer adds to an object of a type. Its module declares whether customers take part. */
export function readersFor({ viewer, domain }: Tx, type: string, audience: AudienceWord): Readers {
  if (audience === 'INTERNAL') return readersOfSide(viewer.side);
  return discussionOf(domain, type).withCustomer ? 'PARTIES_AND_CUSTOMER' : 'PARTIES';
}

/**
 * The subject that a row is. A party that does not see the row in its state is left out until it does; the customer
 * stays, because it assigns the row to representatives.
 */
function subjectOf({ domain }: Tx, type: string, row: object): DiscussedSubject {
  const { on, linkedBy } = discussionOf(domain, type);
  const values = row as Readonly<Record<string, string | null | undefined>>;
  const { partnerId, sellerId } = audienceOf(on.entity, row);
  return {
    type,
    id: values.id!,
    partnerId,
    sellerId,
    customerId: values.customerId ?? null,
    linkId: linkedBy === null ? null : (values[linkedBy] ?? null),
    entity: on.entity,
  };
}

/**
 * Attaches uploaded files to an object, for an audience of its discussion or for the given readers. Throws NOT_FOUND
 * for a file of another organization, and refuses with ALREADY_ATTACHED, at the input field, a file that belongs to
 * an object.
 */
async function add(
  tx: Tx,
  ids: readonly string[],
  { type, id, partnerId, sellerId, customerId, linkId, commentId, entity }: DiscussedSubject,
  audience: AudienceWord | { readonly readers: Readers },
  field = 'attachmentIds',
): Promise<void> {
  if (ids.length === 0) return;
  const files = await tx.rows<{ taken: boolean }>(sql`
    select subject_id is not null as taken from attachment
    where id = any(${[...ids]}::uuid[]) and owner_id = ${sql.viewer.tenantId} order by id for update`);
  if (files.length < new Set(ids).size) throw PublicError.notFound();
  if (files.some(({ taken }) => taken)) throw refuse('ALREADY_ATTACHED', field);
  tx.update(AttachmentEntity, (d) => sql`${d.id} = any(${[...ids]}::uuid[])`, {
    subjectType: type,
    subjectId: id,
    partnerId,
    sellerId,
    customerId,
    ...(linkId && { linkId }),
    ...(commentId && { commentId }),
    readers: typeof audience === 'object' ? audience.readers : readersFor(tx, type, audience),
    readerRoles: limitedRoles(entity),
  });
}

export interface ReadableFile {
  readonly name: string;
  /** The values that a module reads from `name` and `bytes` in a process of its own; null if it cannot read them. */
  readBy<T>(module: URL): Promise<T[] | null>;
}

/** The viewer's uploaded files. Throws NOT_FOUND for a file of another organization, or without bytes. */
async function readFiles(tx: Tx, ids: readonly string[]): Promise<ReadableFile[]> {
  const files = await tx.find(
    AttachmentEntity,
    (d) => sql`${d.id} = any(${[...ids]}::uuid[]) and ${d.ownerId} = ${sql.viewer.tenantId}`,
    (d) => sql`${d.createdAt}, ${d.id}`,
  );
  if (files.length < new Set(ids).size) throw PublicError.notFound();
  return files.map(({ name, storageKey }) => ({
    name,
    async readBy<T>(module: URL) {
      const stream = await tx.files.store.get(storageKey);
      if (!stream) throw PublicError.notFound();
      return await tx.files.readApart<T>('REQUEST', module, {
        name,
        bytes: await buffer(stream),
      });
    },
  }));
}

export const attachments = { add, read: readFiles, subjectOf };
