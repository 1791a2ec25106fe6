// Checks the commit subjects: type(scope): imperative, at most 72 characters. A change across the repository
// has no scope.
import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ROOT } from './paths.mjs';

const LONGEST = 72;
const TYPES = 'feat|fix|perf|refactor|docs|test|style|build|chore|revert';
const FORM = new RegExp(`^(?:${TYPES})(?:\\([a-z][a-z0-9-]*\\))?!?: (\\S+)( .*)?$`);
/** Verbs whose base form looks like another form. */
const BASE = /^(?:need|feed|seed|speed|embed|proceed|exceed|bring|string|ping|focus|bias|canvas)$/;
const NO_VERB = /^(?:a|an|the|what|who|whose|where|when|how|it|its|one|no|every|each)$/;
/** Earlier commits have longer subjects; this file's first commit starts the rule. */
const SELF = 'server/tools/commits.mjs';

/** The faults of a subject, one sentence each. */
export function faultsOf(subject) {
  const faults = [];
  if (subject.length > LONGEST)
    faults.push(`it has ${subject.length} characters, ${LONGEST} are allowed`);
  const verb = FORM.exec(subject)?.[1];
  if (!verb) return [...faults, 'it does not have the form type(scope): imperative'];
  if (!/^[a-z]/.test(verb) || NO_VERB.test(verb)) faults.push(`"${verb}" is not a verb`);
  else if (/(?:ed|ing|[^s]s)$/.test(verb) && !BASE.test(verb))
    faults.push(`"${verb}" is not an imperative`);
  if (subject.endsWith('.')) faults.push('it ends with a period');
  return faults;
}

/** Faulty commits since the rule, one line each. Empty if `root` has no history or no git. */
export function faultyCommits(root) {
  const git = (...args) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  let commits;
  try {
    // A copy of the sources may be inside another repository.
    if (realpathSync(git('rev-parse', '--show-toplevel').trim()) !== realpathSync(root)) return [];
    const first = git('log', '--diff-filter=A', '--format=%H', '--', SELF)
      .trim()
      .split('\n')
      .at(-1);
    if (!first) return [];
    commits = git('log', '--no-merges', '--format=%h %s', `${first}..HEAD`);
  } catch {
    return [];
  }
  return commits
    .split('\n')
    .filter(Boolean)
    .map((line) => [line, faultsOf(line.slice(line.indexOf(' ') + 1))])
    .filter(([, faults]) => faults.length > 0)
    .map(([line, faults]) => `${line}: ${faults.join('; ')}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const faulty = faultyCommits(ROOT);
  for (const line of faulty) console.log(line);
  process.exitCode = faulty.length > 0 ? 1 : 0;
}
