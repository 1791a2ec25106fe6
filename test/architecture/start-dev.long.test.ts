import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { VERSION } from '../../server/platform/version.ts';
import { type Clone, copyClone, type Typed } from '../kit/clone.ts';
import { finish, launch, query, type Started } from '../kit/launcher.ts';

/** Four programs start and watch files, on two cores that other suites may share. */
const PATIENCE = 180_000;
const MIGRATION = `import { Migration } from '@mikro-orm/migrations';

export class Noted extends Migration {
  override async up(): Promise<void> {
    this.addSql('create table noted (id int)');
  }
}
`;

describe('npm run dev', () => {
  let clone: Clone;
  let cluster: Started;
  let running: Typed;
  let pages: string;

  beforeAll(async () => {
    [clone, cluster] = await Promise.all([copyClone(), launch({ ephemeral: true })]);
    // Real mode, so that no data is seeded.
    running = await clone.dev({
      DATABASE_URL: cluster.url,
      DATABASE_OWNER_URL: cluster.ownerUrl,
      SECRET_KEY: 'k'.repeat(40),
      PUBLIC_URL: '',
      SMTP_URL: 'smtp://127.0.0.1:1',
      LOG_LEVEL: 'error',
    });
    pages = `http://localhost:${running.port + 1173}`;
    await running.says(`PartnerGraph ${VERSION} is at ${pages}`);
  }, PATIENCE);

  afterAll(async () => {
    await running?.interrupt();
    await Promise.all([finish(cluster), clone.remove()]);
  }, PATIENCE);

  it('serves the pages on a second port and forwards their requests to its server', async () => {
    expect(await (await fetch(pages)).text()).toContain('<div id="root"');
    const answer = await fetch(`${pages}/auth/config`);
    expect(await answer.json()).toMatchObject({ demo: false });
  });

  it(
    'runs a new migration',
    async () => {
      const before = running.output().length;
      writeFileSync(join(clone.path, 'server/migrations/9999-noted.ts'), MIGRATION);
      await running.says(`PartnerGraph ${VERSION} is at ${pages}`, before);
      const [row] = await query(cluster.ownerUrl, `select to_regclass('noted')::text as noted`);
      expect(row).toEqual({ noted: 'noted' });
    },
    PATIENCE,
  );
});
