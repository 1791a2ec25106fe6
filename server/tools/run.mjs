// Entry point of every npm script: node server/tools/run.mjs TASK [ARGUMENTS]
// Plain JavaScript without packages, because it runs on the user's Node before the installation.
import { ensureBuilt, ensureGenerated } from './build.mjs';
import { run } from './child.mjs';
import { ensureInstalled } from './install.mjs';
import { SET_UP_LOCK, withLock } from './lock.mjs';
import { pinnedNode } from './node.mjs';
import { Failure, report } from './say.mjs';
import { tasks } from './tasks.mjs';

async function main([name, ...args]) {
  const task = tasks[name];
  if (!task)
    throw new Failure(`Unknown task ${name}. There are: ${Object.keys(tasks).join(', ')}.`);
  const node = await withLock(SET_UP_LOCK, async () => {
    await ensureInstalled({ dev: Boolean(task.dev) });
    const path = pinnedNode();
    if (task.portal === 'generated') await ensureGenerated(path);
    if (task.portal === 'built') await ensureBuilt(path);
    return path;
  });
  // Flags come last, since an option of Jest with several values takes every path behind it.
  const { flags = {} } = task;
  const plain = args.filter((arg) => !(arg in flags));
  const meant = args.flatMap((arg) => flags[arg] ?? []);
  return await run(node, [...task.node, ...plain, ...meant], {
    env: { ...process.env, ...task.env },
    stdio: task.linked ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
  });
}

process.exitCode = await main(process.argv.slice(2)).catch(report);
