import { writeSync } from 'node:fs';

const SHOWN = 40;
const HEAD = 'set-up    work  tear-down  test file';

/**
 * npm test -- --times: prints where the time of the run went. `set-up` of a file is the load of its modules and the
 * hooks before its first test, `tear-down` is all that follows its last test. Hooks between tests count as work.
 */
export default class TimesReporter {
  constructor({ maxWorkers, rootDir }) {
    this.maxWorkers = maxWorkers;
    this.rootDir = rootDir;
  }

  onRunComplete(_contexts, { testResults }) {
    const files = testResults.flatMap((result) => timesOf(result) ?? []);
    if (files.length === 0) return;
    const lines = files
      .sort((a, b) => b.end - b.start - (a.end - a.start))
      .slice(0, SHOWN)
      .map((file) => [...spans(file).map(seconds), file.path.slice(this.rootDir.length + 1)]);
    const [setUp, work, tearDown] = files.map(spans).reduce(add);
    const first = Math.min(...files.map(({ start }) => start));
    const last = Math.max(...files.map(({ end }) => end));
    const workers = Math.min(this.maxWorkers, files.length);
    const waiting = workers * (last - first) - setUp - work - tearDown;
    // Jest ends its set-up and its workers after this call. The handler of the reporter of counts comes second.
    process.once('exit', () => {
      const rows = [
        [
          ...[setUp, work, tearDown].map(seconds),
          `all ${files.length} files, ${workers} at a time`,
        ],
        [seconds(first - performance.timeOrigin), '', '', 'before the first file'],
        [seconds(waiting), '', '', 'of workers without a file, their starts and ends included'],
        [seconds(Date.now() - last), '', '', 'after the last file'],
      ];
      writeSync(1, `\n${[HEAD, ...[...lines, ...rows].map(row)].join('\n')}\n`);
    });
  }
}

/** The instants of a file's run, in milliseconds; null for a file without a test that ran. */
function timesOf({ perfStats: { start, end }, testResults, testFilePath: path }) {
  const ran = testResults.filter(({ startAt }) => startAt);
  if (ran.length === 0) return null;
  return {
    path,
    start,
    begun: Math.min(...ran.map(({ startAt }) => startAt)),
    done: Math.max(...ran.map(({ startAt, duration }) => startAt + (duration ?? 0))),
    end,
  };
}

const spans = ({ start, begun, done, end }) => [begun - start, done - begun, end - done];
const add = (one, other) => one.map((value, i) => value + other[i]);
const seconds = (ms) => (ms / 1000).toFixed(1);
const row = ([setUp, work, tearDown, what]) =>
  `${setUp.padStart(6)}  ${work.padStart(6)}  ${tearDown.padStart(9)}  ${what}`;
