import type {
  AnyFeed,
  Cursor,
  FeedAccount,
} from '../../../server/modules/integrations/feed/feed.ts';
import { bssClient } from '../../../server/sources/huawei-bss/index.ts';
import { localAdmissions, openTransport } from '../../../server/sources/transport/index.ts';
import {
  partner,
  startUpstream,
  type Upstream,
  type UpstreamPartner,
  virtualTiming,
} from '../../kit/upstream/index.ts';
import { openWorld } from '../../kit/world.ts';
import { type Stage, setStage } from '../discounts/stage.ts';

export const AK = { accessKeyId: 'AK-YUNFAN', secretAccessKey: 'secret-yunfan' };

export interface FeedRun {
  readonly written: number;
  readonly unchanged: number;
  /** Key, code and path of each row that is refused; of a row without a key, code and path. */
  readonly refused: readonly string[];
  readonly differences: readonly string[];
  /** How far the rows were read, and from where the next pass begins. */
  readonly cursor: Cursor | null;
}

/** The stage of discounts, whose partner has an account in the simulated BSS. */
export interface FeedStage {
  readonly stage: Stage;
  readonly upstream: Upstream;
  /**
   * Runs a feed as the engine does, from a cursor on. Stops after some pages if told. `finish` gets the comparison of
   * the whole pass.
   */
  run(of: {
    readonly feed: AnyFeed;
    readonly account: FeedAccount;
    readonly feedId: string;
    readonly from?: Cursor | null;
    readonly pages?: number;
    readonly finish?: (comparison: any) => Promise<unknown>;
  }): Promise<FeedRun>;
  close(): Promise<void>;
}

/** Opens the stage, prepares it, and starts the upstream with this data. */
export async function openFeedStage(
  name: string,
  data: Partial<UpstreamPartner>,
  prepare: (stage: Stage) => Promise<unknown>,
): Promise<FeedStage> {
  const stage = await setStage(await openWorld(name));
  const { world } = stage;
  await prepare(stage);
  const timing = virtualTiming(world.clock);
  const upstream = await startUpstream({
    timing,
    world: { partners: [partner(AK.accessKeyId, AK.secretAccessKey, data)], sellers: [] },
  });
  return {
    stage,
    upstream,
    async run({ feed, account, feedId, from = null, pages = Number.POSITIVE_INFINITY, finish }) {
      const transport = openTransport({
        baseUrl: upstream.url,
        credentials: { ...AK, domainId: null },
        timing,
        admissions: localAdmissions(timing),
        log: { debug() {}, warn() {} },
      });
      const client = { bss: bssClient(transport) } as never;
      let [written, unchanged, left, cursor] = [0, 0, pages, from];
      const [refused, differences]: [string[], string[]] = [[], []];
      try {
        for await (const page of feed.pages(client, from, world.clock.now())) {
          if (left-- <= 0) return { written, unchanged, refused, differences, cursor };
          const values = page.rows.flatMap((row) => ('value' in row ? [row.value] : []));
          for (const row of page.rows)
            if ('problem' in row) refused.push(`${row.problem.code} ${row.problem.path}`);
          const applied = await world.system((tx) => feed.apply(tx, account, values));
          written += applied.written;
          unchanged += applied.unchanged;
          refused.push(...applied.refused.map(({ key, code, path }) => `${key} ${code} ${path}`));
          for (const one of applied.comparison?.differences ?? [])
            differences.push(`${one.differenceClass} ${one.field} ${one.ours} ${one.theirs}`);
          cursor = page.cursor;
        }
        const end = { feedId, cursor: cursor!, total: null };
        const finished = await world.system((tx) => feed.finish!(tx, account, end));
        await finish?.(finished.comparison);
        return { written, unchanged, refused, differences, cursor: finished.cursor };
      } finally {
        await transport.close();
      }
    },
    async close() {
      await upstream.close();
      await world.close();
    },
  };
}
