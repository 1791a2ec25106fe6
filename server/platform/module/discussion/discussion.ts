import type { Discussion } from '../../command/types.ts';
import { attachment } from '../../files/attachment.read.ts';
import { type Reads, relation } from '../../read/declare.ts';

interface DiscussionOptions {
  /** Whether the customer takes part: it reads what is shared, and shares. Default: only partner, seller and operator. */
  readonly withCustomer?: boolean;
}

/**
 * Declares that the parties of a type's objects attach files to them. The module lists it as `discussed`; the type then
 * has the field `attachments`.
 */
export const discussion = (
  on: Reads,
  { withCustomer = false }: DiscussionOptions = {},
): Discussion => ({
  on,
  withCustomer,
  edge: {
    on,
    relations: {
      attachments: relation.page(
        () => attachment,
        'subjectId',
        'Files that the viewer may read, newest first (附件).',
      ),
    },
  },
});
