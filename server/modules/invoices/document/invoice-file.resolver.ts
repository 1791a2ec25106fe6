import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { GraphqlContext } from '../../../platform/api/context.ts';
import { userErrorOf } from '../../../platform/api/messages.ts';
import { question } from '../../../platform/api/question.ts';
import { field } from '../../../platform/command/input.ts';
import { transact } from '../../../platform/command/pipeline.ts';
import { Access } from '../../../platform/schema/decorators.ts';
import { InvoiceEntity } from '../invoice.entity.ts';
import { FINANCE } from '../invoice.machine.ts';
import { invoice } from '../invoice.read.ts';
import { attachedDocument } from './attached-document.ts';
import { compareDocument } from './compare.read.ts';
import { InvoiceFileType, wordOf } from './invoice-file.type.ts';

const unread = (userErrors: InvoiceFileType['userErrors']): InvoiceFileType => ({
  format: null,
  name: null,
  fields: [],
  userErrors,
});

const input = question(
  'InvoiceFileInput',
  'Uploaded files of an electronic invoice.',
  {
    invoiceId: field.id(() => invoice, 'Invoice that the document is for.'),
    attachmentIds: field.attachments('XML, OFD or PDF of one electronic invoice.', {
      min: 1,
      max: 5,
    }),
  },
  unread,
);

@Resolver()
export class InvoiceFileResolver {
  @Query(() => InvoiceFileType, {
    description:
      'Reads an electronic invoice from uploaded files and compares it with the bill, the profile and the notice, before it is registered.',
  })
  @Access(...FINANCE)
  async invoiceFile(
    @Arg('input', () => input.type, { description: 'Invoice and files.' }) values: object,
    @Ctx() context: GraphqlContext,
  ): Promise<InvoiceFileType> {
    const { deps, viewer, requestId } = context;
    return await input.askApart(context, values, ({ invoiceId, attachmentIds }) =>
      transact(deps, viewer!, requestId, async (tx) => {
        const row = await tx.get(InvoiceEntity, invoiceId);
        const { format, name, document } = (await attachedDocument(tx, attachmentIds))!;
        const fields = await compareDocument(tx, row, document);
        return {
          format,
          name,
          fields: fields.map(({ field, problem, ...rest }) => ({
            ...rest,
            field: wordOf(field),
            problem: problem && userErrorOf(problem),
          })),
          userErrors: [],
        };
      }),
    );
  }
}
