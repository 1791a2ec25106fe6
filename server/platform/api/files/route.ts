import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticate } from '../../auth/authenticate.ts';
import { askSeen } from '../../command/visibility.ts';
import { FileRefusal, PublicError } from '../../errors.ts';
import { attachment, FILES_PATH } from '../../files/attachment.read.ts';
import { largestFile } from '../../files/file.policies.ts';
import { awaitArrival } from '../../http/errors.ts';
import { checkSameOrigin, malformed } from '../../http/json-body.ts';
import { globalId } from '../../ids.ts';
import type { Reads } from '../../read/declare.ts';
import { deadlineIn, REQUEST_MS } from '../../request-deadline.ts';
import { sql } from '../../sql/sql.ts';
import { Role, type Viewer } from '../../viewer.ts';
import { byKey } from '../admission.ts';
import type { ApiDeps } from '../context.ts';
import { Concurrency } from '../limits-concurrency.ts';
import { answerFileRefusals, type Downloads } from './download.ts';
import { MB, upload } from './upload.ts';

export interface FileRouteDeps {
  readonly deps: ApiDeps;
  readonly authenticate: Authenticate;
  readonly download: Downloads;
  /** Types whose rows describe a stored file, besides attachments. */
  readonly further?: readonly Reads[];
}

interface StoredFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly storageKey: string;
}

const UPLOADERS = Role.of('partner', 'seller', 'operator', 'customer');
/** Uploads of one organization that are received at once, and that wait. */
const UPLOADS = { running: 4, waiting: 20 };
/** Time in which a file must arrive: 10 MB at 1 Mbit/s take 80 s. */
const ARRIVAL_MS = 120_000;
/** Bytes of a request beside its file: the headers of the part and the boundaries. */
const ENVELOPE_BYTES = 10_000;

/**
 * Serves `POST /files`, one file as multipart/form-data, and `GET /files/att_…`, or another type of file. A file is
 * only ever sent as a download that no browser displays or runs (decision 0026).
 */
export async function registerFiles(
  fastify: FastifyInstance,
  { deps, authenticate, download, further = [] }: FileRouteDeps,
): Promise<void> {
  const uploads = new Concurrency(UPLOADS);

  const uploader = async (request: FastifyRequest): Promise<Viewer> => {
    const viewer = await authenticate(request);
    if (!viewer) throw PublicError.unauthenticated();
    if (!UPLOADERS.includes(viewer.role)) throw PublicError.forbidden();
    if (!viewer.scopes.includes('write')) throw PublicError.missingScope('write');
    // The other party may hold the link: it could use up the customer's quota.
    if (viewer.side === 'customer' && !viewer.hasFreshProof)
      throw PublicError.customerProofRequired();
    return viewer;
  };

  const receiveFile = async (
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const viewer = await uploader(request);
    if (!byKey(viewer)) checkPortalForm(request);
    const most = await deps.db.transaction(viewer, (tx) => largestFile.value(tx, deps.clock.now()));
    // The rest of a body that is far too large is not read.
    if (Number(request.headers['content-length']) > 2 * most * MB + ENVELOPE_BYTES)
      throw new FileRefusal('FILE_TOO_LARGE', { most });
    const leave = await uploads.enter(viewer.tenantId, deadlineIn(REQUEST_MS));
    const arrived = awaitArrival(request.raw, ARRIVAL_MS);
    try {
      if (!request.isMultipart()) throw malformed('Send one file as multipart/form-data.', 415);
      const limits = { fileSize: most * MB, files: 1, fields: 0, parts: 1, headerPairs: 20 };
      const part = await request.file({ limits, throwFileSizeLimit: false });
      if (!part) throw malformed('Send one file as multipart/form-data.');
      const { id, ...uploaded } = await upload(deps, viewer, request.id, part, most);
      return reply.code(201).send({ id: globalId(attachment.spec.id, id), ...uploaded });
    } finally {
      arrived();
      leave();
    }
  };

  await fastify.register(async (scope) => {
    await scope.register(multipart);
    answerFileRefusals(scope);
    scope.addHook('onRequest', async (_, reply) => {
      reply.header('cache-control', 'private, no-store');
    });
    scope.post(FILES_PATH, receiveFile);
  });
  download<{ Params: { id: string } }>(`${FILES_PATH}/:id`, {
    roles: UPLOADERS,
    scope: 'read',
    async file(viewer, request) {
      const parsed = globalId.parse(request.params.id);
      const reads = [attachment, ...further].find(({ spec }) => spec.id === parsed?.prefix);
      if (!parsed || !reads) return null;
      const { id } = parsed;
      const asker = { viewer, domain: deps.domain };
      const [found] = await askSeen(deps.db, asker, [{ to: () => reads, id }], (tx) =>
        tx.rows<StoredFile>(
          sql`select name, media_type as "mediaType", bytes, storage_key as "storageKey"
            from ${sql.table(reads.entity)} where id = ${id}`,
        ),
      );
      const content = found && (await deps.files.store.get(found.storageKey));
      return content ? { ...found, content } : null;
    },
  });
}

/** Refuses a form that another site sent with the portal's cookie. */
function checkPortalForm(request: FastifyRequest): void {
  if (request.headers['x-partnergraph'] !== '1')
    throw new PublicError('FORBIDDEN', 'Send the header "x-partnergraph: 1".');
  checkSameOrigin(request);
}
