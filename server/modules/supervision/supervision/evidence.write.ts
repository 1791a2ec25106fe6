import { attachments } from '../../../platform/command/attach.ts';
import { field } from '../../../platform/command/input.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { AttachmentEntity } from '../../../platform/files/attachment.entity.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { type EvidenceKind, SupervisionEvidenceEntity } from './evidence.entity.ts';
import type { Supervision } from './supervision.entity.ts';
import { actorOfRole } from './supervision.machine.ts';
import { SupervisionNodeEntity } from './supervision-node.entity.ts';

/** Most files of one kind in one step. */
const MOST = 20;

/** Input field with files of one kind; `min` says how many are required. */
export const files = (description: string, min = 0) =>
  min > 0
    ? field.attachments(description, { min, max: MOST })
    : field.optional(field.attachments(description, { max: MOST }));

/** Fields of an input that hold files, with the kind of evidence that they are. */
const FILE_FIELDS = {
  requirementFiles: 'REQUIREMENT',
  draftFiles: 'DRAFT',
  sowFiles: 'SOW',
  acceptanceFiles: 'ACCEPTANCE_DOCUMENT',
  proofFiles: 'PROOF',
  shipmentFiles: 'SHIPMENT',
  rejectionFiles: 'REJECTION',
  commitmentFiles: 'COMMITMENT_LETTER',
  supplementFiles: 'SUPPLEMENT',
} as const satisfies Record<string, EvidenceKind>;
export type FilesInput = { readonly [K in keyof typeof FILE_FIELDS]?: readonly string[] };

export const hasFiles = (input: FilesInput): boolean =>
  Object.keys(FILE_FIELDS).some((name) => (input[name as keyof FilesInput]?.length ?? 0) > 0);

interface Given {
  readonly id: string;
  readonly kind: EvidenceKind;
  readonly field: string;
  readonly sha256: string;
}

/** Reads the files of an input; a file in two fields counts once. */
async function filesOf(tx: Tx, input: FilesInput): Promise<Given[]> {
  const named = Object.entries(FILE_FIELDS).flatMap(([name, kind]) =>
    (input[name as keyof FilesInput] ?? []).map((id) => ({ id, kind, field: name })),
  );
  if (named.length === 0) return [];
  const found = await tx.find(
    AttachmentEntity,
    (d) => sql`${d.id} = any(${named.map(({ id }) => id)}::uuid[])`,
  );
  const hashes = new Map(found.map(({ id, sha256 }) => [id, sha256]));
  const distinct = [...new Map(named.map((one) => [one.id, one])).values()];
  // A file that the viewer does not see is refused by the command itself.
  return distinct.map((one) => ({ ...one, sha256: hashes.get(one.id) ?? '' }));
}

/** SHA-256 of the files of an input. */
export const hashesOf = async (tx: Tx, input: FilesInput): Promise<string[]> =>
  (await filesOf(tx, input)).map(({ sha256 }) => sha256);

/** A rejected acceptance document is not used again (domain §4.6), under whatever name it comes. */
async function refuseRejected(tx: Tx, row: Supervision, given: readonly Given[]): Promise<void> {
  const rejected = await tx.find(
    SupervisionEvidenceEntity,
    (d) => sql`${d.supervisionId} = ${row.id} and ${d.rejectedAt} is not null
      and ${d.sha256} = any(${given.map(({ sha256 }) => sha256)}::text[])`,
  );
  const again = given.find(({ sha256 }) => rejected.some((one) => one.sha256 === sha256));
  if (again) throw refuse('DOCUMENT_REJECTED_BEFORE', again.field);
}

/** Place of evidence: a visit of a node, or a statement in an appeal. */
type Place =
  | { readonly nodeId: string; readonly round: number; readonly statementId?: never }
  | { readonly statementId: string; readonly nodeId?: never; readonly round?: never };

/** Stores the files of an input as evidence; returns their SHA-256 for the log. */
export async function storeEvidence(
  tx: Tx,
  row: Supervision,
  input: FilesInput,
  place: Place,
): Promise<string[]> {
  const given = await filesOf(tx, input);
  if (given.length === 0) return [];
  await refuseRejected(
    tx,
    row,
    given.filter(({ kind }) => kind === 'ACCEPTANCE_DOCUMENT'),
  );
  const subject = attachments.subjectOf(tx, 'Supervision', row);
  for (const [name, ofField] of Map.groupBy(given, ({ field }) => field))
    await attachments.add(
      tx,
      ofField.map((one) => one.id),
      subject,
      'SHARED',
      name,
    );
  tx.insert(
    SupervisionEvidenceEntity,
    given.map(({ id: attachmentId, kind, sha256 }) => ({
      id: tx.newId(),
      createdAt: tx.now,
      supervisionId: row.id,
      orderId: row.orderId,
      partnerId: row.partnerId ?? null,
      sellerId: row.sellerId,
      customerId: row.customerId,
      nodeId: place.nodeId ?? null,
      statementId: place.statementId ?? null,
      kind,
      side: actorOfRole(tx.viewer.role)!,
      round: place.round ?? 1,
      attachmentId,
      sha256,
      rejectedAt: null,
    })),
  );
  return given.map(({ sha256 }) => sha256);
}

/** The visit of the node at which the flow is. */
export async function currentVisit(
  tx: Tx,
  row: Supervision,
): Promise<{ nodeId: string; round: number }> {
  const [node] = await tx.find(
    SupervisionNodeEntity,
    (d) => sql`${d.supervisionId} = ${row.id} and ${d.node} = ${row.status}`,
  );
  return { nodeId: node!.id, round: node!.round };
}

/** Whether evidence of a kind was submitted before; a requirement document is used again after a rejection. */
export async function hasEvidence(tx: Tx, row: Supervision, kind: EvidenceKind): Promise<boolean> {
  const found = await tx.find(
    SupervisionEvidenceEntity,
    (d) => sql`${d.supervisionId} = ${row.id} and ${d.kind} = ${kind}`,
  );
  return found.length > 0;
}

/** Marks the acceptance documents of the delivery that the buyer rejects. */
export function rejectDocuments(tx: Tx, row: Supervision): void {
  tx.update(
    SupervisionEvidenceEntity,
    (d) =>
      sql`${d.supervisionId} = ${row.id} and ${d.kind} = 'ACCEPTANCE_DOCUMENT' and ${d.rejectedAt} is null`,
    { rejectedAt: tx.now },
  );
}
