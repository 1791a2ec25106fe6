import { field } from '../../../platform/command/input.ts';
import { eventCommand } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { UpstreamAccountEntity } from '../account/upstream-account.entity.ts';
import { listDifferences } from '../difference/difference.write.ts';
import { UpstreamFeedEntity } from '../feed/upstream-feed.entity.ts';
import { rowFeedOf } from '../feeds/feeds.ts';
import type { QuarantinedRow } from './quarantined-row.entity.ts';
import { quarantinedRowLife } from './quarantined-row.life.ts';

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('INVALID_JSON', 'text');
  }
}

/** Applies a row as a run would. Refuses one that is still malformed, or that still cannot be applied. */
async function applyAgain(tx: Tx, row: QuarantinedRow, text: string): Promise<void> {
  const feed = rowFeedOf(row.api);
  if (!feed) throw refuse('FEED_NOT_CALLED');
  const raw = parsedJson(text);
  const parsed = feed.parse(raw);
  if ('problem' in parsed) throw refuse('ROW_STILL_REFUSED', 'text', { ...parsed.problem });
  await tx.asSystem('upstream', async (system) => {
    const { accountId } = await system.get(UpstreamFeedEntity, row.feedId);
    const account = await system.get(UpstreamAccountEntity, accountId);
    const { refused, comparison } = await feed.apply(system, account, [parsed.value]);
    const [problem] = refused;
    if (problem) {
      const { code, path } = problem;
      throw refuse('ROW_STILL_REFUSED', 'text', { code, path });
    }
    if (comparison) await listDifferences(system, account, comparison);
  });
}

export const quarantinedRowCommands: readonly AnyCommand[] = [
  eventCommand(quarantinedRowLife, 'retry', {
    description:
      'Applies a row of the quarantine again (重试), as it is or, by operations, corrected. Refused with the problem if it is still malformed.',
    fields: {
      text: field.optional(
        field.text(
          'JSON in place of the row, which only operations may give; by default the row as it was received.',
          {
            max: 20_000,
          },
        ),
      ),
    },
    async before(tx, row, { text }) {
      // It counts as the word of the upstream, also about other organizations.
      if (text !== undefined && tx.viewer.side !== 'operator')
        throw refuse('ROW_AS_RECEIVED', 'text');
      await applyAgain(tx, row, text ?? row.raw);
    },
  }),
  eventCommand(quarantinedRowLife, 'dismiss', {
    description: 'Dismisses a row of the quarantine (忽略): it changes nothing.',
    fields: { reason: field.reason('Reason; recorded in the audit.') },
  }),
];
