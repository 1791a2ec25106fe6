import { command } from '../../platform/command/command.ts';
import { field } from '../../platform/command/input.ts';
import { eventCommand } from '../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand, Tx } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import { sql } from '../../platform/sql/sql.ts';
import { member } from '../identity/index.ts';
import { mustBeReaders } from './mention.write.ts';
import { noteLife } from './note.life.ts';
import { NOTE_ROLES } from './note.machine.ts';
import { note } from './note.read.ts';
import { NOTED, NOTED_FIELDS, type NotedField, type NotedType } from './subjects.ts';

const LONGEST_TEXT = 2_000;
const MOST_MENTIONS = 20;

const words = {
  text: field.text('Text, 1 to 2,000 characters.', { max: LONGEST_TEXT }),
  mentionIds: field.optional(
    field.list(
      field.id(
        () => member,
        "Members whom the text mentions by @name, at most 20: active members of the viewer's organization who may see the record. They are notified.",
      ),
      { max: MOST_MENTIONS },
    ),
  ),
};

const subjectFields = {
  customerId: field.optional(field.id(() => NOTED.customerId.on, 'Customer of the note.')),
  customerDemandId: field.optional(
    field.id(() => NOTED.customerDemandId.on, 'Customer demand of the note.'),
  ),
  exclusiveDiscountId: field.optional(
    field.id(() => NOTED.exclusiveDiscountId.on, 'Exclusive discount of the note.'),
  ),
  orderId: field.optional(field.id(() => NOTED.orderId.on, 'Order of the note.')),
  partnerId: field.optional(field.id(() => NOTED.partnerId.on, 'Partner of the note.')),
  organizationId: field.optional(
    field.id(() => NOTED.organizationId.on, 'Organization of the note, such as a seller.'),
  ),
  productId: field.optional(field.id(() => NOTED.productId.on, 'Product of the note.')),
  settlementBillId: field.optional(
    field.id(() => NOTED.settlementBillId.on, 'Settlement bill of the note.'),
  ),
  invoiceId: field.optional(field.id(() => NOTED.invoiceId.on, 'Invoice of the note.')),
};

type Subjects = Partial<Record<NotedField, string>>;

/** The record that the input names. Exactly one must be named. */
function subjectIn(input: Subjects): { readonly noted: NotedType; readonly id: string } {
  const named = NOTED_FIELDS.flatMap((name) => {
    const id = input[name];
    return id ? [{ noted: NOTED[name] as NotedType, id }] : [];
  });
  if (named.length !== 1) throw refuse('ONE_RECORD');
  return named[0]!;
}

interface Facts {
  readonly label: string;
  readonly customerId: string | null;
}

async function factsOf(tx: Tx, { on, label, customer }: NotedType, id: string): Promise<Facts> {
  const [facts] = await tx.rows<Facts>(sql`
    select ${sql.ident(label)} as label, ${customer ? sql.ident(customer) : sql.raw('null::uuid')} as "customerId"
    from ${sql.table(on.entity)} where id = ${id}`);
  return facts!;
}

const add = command({
  name: 'noteAdd',
  description:
    "Adds a note to one record, for the viewer's own organization alone (记备注). Mentioned members are notified.",
  roles: NOTE_ROLES,
  fields: {
    ...words,
    isPinned: field.optional(field.flag('Whether the note stays above the others; default false.')),
    ...subjectFields,
  },
  payload: { note: () => note },
  idempotent: true,
  async run(tx, input) {
    const { noted, id } = subjectIn(input);
    const { label, customerId } = await factsOf(tx, noted, id);
    const mentionedIds = [...new Set(input.mentionIds ?? [])];
    await mustBeReaders(tx, noted.on, customerId, mentionedIds);
    const { viewer } = tx;
    const row = await tx.begin(
      noteLife,
      {
        orgId: viewer.tenantId,
        subjectType: noted.on.name,
        subjectId: id,
        subjectLabel: label,
        customerId,
        readerRoles: [...noted.on.readers],
        text: input.text,
        authorId: viewer.actorId,
        author: viewer.actorName,
        mentionedIds,
        newlyMentionedIds: mentionedIds,
        isPinned: input.isPinned ?? false,
        editedAt: null,
      },
      'add',
    );
    return { note: row.id };
  },
});

export const noteCommands: readonly AnyCommand[] = [
  add,
  eventCommand(noteLife, 'edit', {
    description: 'Replaces the text of a note by its author; the audit keeps a hash of each text.',
    fields: words,
  }),
  eventCommand(noteLife, 'pin', { description: 'Keeps a note above the others (置顶).' }),
  eventCommand(noteLife, 'unpin', { description: 'Puts a pinned note back in its place.' }),
  eventCommand(noteLife, 'remove', {
    description: 'Removes a note: its author, or a manager of the organization.',
  }),
];
