import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../../../platform/api/context.ts';
import { messageOf } from '../../../platform/api/messages.ts';
import { field, inputErrors, inputShape } from '../../../platform/command/input.ts';
import { transact } from '../../../platform/command/pipeline.ts';
import { assertAllVisible } from '../../../platform/command/visibility.ts';
import { Refusal, type UserError } from '../../../platform/errors.ts';
import { Access } from '../../../platform/schema/decorators.ts';
import { InvoiceEntity } from '../invoice.entity.ts';
import { FINANCE } from '../invoice.machine.ts';
import { invoice } from '../invoice.read.ts';
import { attachedDocument } from './attached-document.ts';
import { compareDocument } from './compare.read.ts';
import { InvoiceFileType, wordOf } from './invoice-file.type.ts';

const input = inputShape('InvoiceFileInput', 'Uploaded files of an electronic invoice.', {
  invoiceId: field.id(() => invoice, 'Invoice that the document is for.'),
  attachmentIds: field.attachments('XML, OFD or PDF of one electronic invoice.', {
    min: 1,
    max: 5,
  }),
});

const shown = ({ code, field, params }: UserError) => ({
  code,
  field: field && [...field],
  message: messageOf(code, params),
  params: Object.entries(params).map(([key, value]) => ({ key, value: String(value) })),
});
const unread = (errors: readonly UserError[]): InvoiceFileType => ({
  format: null,
  name: null,
  fields: [],
  userErrors: errors.map(shown),
});

@Resolver()
export class InvoiceFileResolver {
  @Query(() => InvoiceFileType, {
    description:
      'Reads an electronic invoice from uploaded files and compares it with the bill, the profile and the notice, before it is registered.',
  })
  @Access(...FINANCE)
  async invoiceFile(
    @Arg('input', () => input.type, { description: 'Invoice and files.' }) values: object,
    @Ctx() { deps, viewer, requestId }: GraphqlContext,
  ): Promise<InvoiceFileType> {
    const parsed = input.schema.safeParse(values);
    if (!parsed.success) return unread(inputErrors(parsed.error));
    const { invoiceId, attachmentIds } = parsed.data;
    try {
      return await transact(deps, viewer!, requestId, async (tx) => {
        await assertAllVisible(tx, input.names(parsed.data));
        const row = await tx.get(InvoiceEntity, invoiceId);
        const { format, name, document } = (await attachedDocument(tx, attachmentIds))!;
        const fields = await compareDocument(tx, row, document);
        return {
          format,
          name,
          fields: fields.map(({ field, problem, ...rest }) => ({
            ...rest,
            field: wordOf(field),
            problem: problem && shown(problem),
          })),
          userErrors: [],
        };
      });
    } catch (error) {
      if (error instanceof Refusal) return unread(error.errors);
      throw error;
    }
  }
}
