import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import type { MultipartFile } from '@fastify/multipart';
import { HOUR } from '../../clock.ts';
import { readersOfSide } from '../../command/attach.ts';
import { transact } from '../../command/pipeline.ts';
import type { CommandDeps, Tx } from '../../command/types.ts';
import { FileRefusal, PublicError } from '../../errors.ts';
import { AttachmentEntity } from '../../files/attachment.entity.ts';
import { filesQuota, hourlyFiles } from '../../files/file.policies.ts';
import { checkContent, kindOfName } from '../../files/kinds.ts';
import { sql } from '../../sql/sql.ts';
import { systemViewer, type Viewer } from '../../viewer.ts';

export const MB = 1_048_576;
const LONGEST_NAME = 200;

export interface Uploaded {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/**
 * Receives, checks and keeps one file. The row comes before the bytes: a server that dies in between leaves a row that
 * the purge removes, and never bytes without a row. Throws FileRefusal or RATE_LIMITED; then nothing is kept.
 */
export async function upload(
  deps: CommandDeps,
  viewer: Viewer,
  requestId: string,
  { file, filename }: MultipartFile,
  most: number,
): Promise<Uploaded> {
  const { files } = deps;
  const name = cleanName(filename);
  const kind = kindOfName(name);
  return await files.receive(file, async ({ path, bytes, sha256, isText }) => {
    if (file.truncated) throw new FileRefusal('FILE_TOO_LARGE', { most });
    if (bytes === 0) throw new FileRefusal('FILE_EMPTY');
    await checkContent(path, kind, isText);
    const storageKey = randomBytes(20).toString('hex');
    const row = { name, mediaType: kind.mediaType, bytes, sha256, storageKey };
    const id = await transact(deps, viewer, requestId, async (tx) => {
      await checkQuota(tx, bytes);
      return insertRow(tx, row);
    });
    try {
      await files.store.put(storageKey, path, sha256);
    } catch (error) {
      await deps.db.transaction(systemViewer('upload'), async (tx) =>
        tx.write(sql`delete from attachment where id = ${id}`),
      );
      throw error;
    }
    return { id, name, mediaType: kind.mediaType, bytes };
  });
}

function insertRow(
  tx: Tx,
  row: Pick<Uploaded, 'name' | 'mediaType' | 'bytes'> & {
    readonly sha256: string;
    readonly storageKey: string;
  },
): string {
  const { side, tenantId, actorId, actorName, subjectId } = tx.viewer;
  const id = tx.newId();
  tx.insert(AttachmentEntity, {
    id,
    createdAt: tx.now,
    ...row,
    ownerId: tenantId,
    uploadedById: actorId,
    uploadedBy: actorName,
    linkId: subjectId,
    readers: readersOfSide(side),
    ...(side !== 'operator' && { [`${side}Id`]: tenantId }),
  });
  tx.audit({
    action: 'fileUpload',
    subjectType: 'Attachment',
    subjectId: id,
    detail: { name: row.name, bytes: row.bytes, sha256: row.sha256 },
  });
  return id;
}

async function checkQuota(tx: Tx, bytes: number): Promise<void> {
  const { tenantId } = tx.viewer;
  tx.lock('files', tenantId);
  const [quota, hourly, [used]] = await Promise.all([
    filesQuota.value(tx, tx.now),
    hourlyFiles.value(tx, tx.now),
    tx.rows<{ bytes: string; lately: number }>(sql`
      select coalesce(sum(bytes), 0)::text as bytes,
        count(*) filter (where created_at > ${new Date(tx.now.getTime() - HOUR)})::int as lately
      from attachment where owner_id = ${tenantId}`),
  ]);
  if (used!.lately >= hourly) throw PublicError.rateLimited(60);
  if (Number(used!.bytes) + bytes > quota * MB)
    throw new FileRefusal('FILE_QUOTA_EXCEEDED', { quota });
}

/** Control characters, and marks that change the reading direction: "exe.pdf" may read as "fdp.exe". */
const INVISIBLE = /[\p{C}\u2028\u2029]/gu;

/** The file's name without folders and invisible characters; a long stem is cut, the ending stays. */
function cleanName(given: string): string {
  const name = basename(given.replaceAll('\\', '/')).normalize('NFC').replace(INVISIBLE, '').trim();
  const letters = [...name];
  if (letters.length <= LONGEST_NAME) return name;
  const dot = letters.lastIndexOf('.');
  const ending = dot < 0 ? [] : letters.slice(dot).slice(0, 10);
  return [...letters.slice(0, LONGEST_NAME - ending.length), ...ending].join('');
}
