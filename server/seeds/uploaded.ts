import { hash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readersOfSide } from '../platform/command/attach.ts';
import { AttachmentEntity } from '../platform/files/attachment.entity.ts';
import type { Files } from '../platform/files/open-store.ts';
import { sql } from '../platform/sql/sql.ts';
import type { Viewer } from '../platform/viewer.ts';
import type { DemoHistory } from './demo-history.ts';

export interface DemoFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: string | Uint8Array;
}

/**
 * A file that a viewer has uploaded; returns its global id. Repeats give the same file. Without a store its bytes are
 * missing.
 */
export async function uploaded(
  history: DemoHistory,
  files: Files | undefined,
  at: Date,
  by: Viewer,
  { name, mediaType, content }: DemoFile,
): Promise<string> {
  const sha256 = hash('sha256', content);
  const [known] = await history.rows<{ id: string }>(
    sql`select id from attachment where sha256 = ${sha256} and owner_id = ${by.tenantId}`,
  );
  if (known) return `att_${known.id}`;
  return await history.system(at, async ({ insert, newId, now }) => {
    const id = newId();
    if (files) {
      await mkdir(files.incoming, { recursive: true, mode: 0o700 });
      const path = join(files.incoming, id);
      await writeFile(path, content, { mode: 0o600 });
      await files.store.put(id, path, sha256);
    }
    insert(AttachmentEntity, {
      id,
      createdAt: now,
      name,
      mediaType,
      bytes: Buffer.byteLength(content),
      sha256,
      storageKey: id,
      ownerId: by.tenantId,
      uploadedById: by.actorId,
      uploadedBy: by.actorName,
      readers: readersOfSide(by.side),
      [`${by.side}Id`]: by.tenantId,
      linkId: by.subjectId,
    });
    return `att_${id}`;
  });
}
