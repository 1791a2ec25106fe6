import process from 'node:process';

const WIDTH = 30;

/** Shows the progress of a long task: one growing line on a terminal, otherwise one line per part. */
export function progressBar(
  out: NodeJS.WriteStream = process.stderr,
): (name: string, done: number) => void {
  let last = '';
  return (name, done) => {
    const percent = `${Math.floor(done * 100)} %`.padStart(5);
    if (out.isTTY) {
      const full = Math.round(done * WIDTH);
      const bar = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`;
      out.write(`\r\x1b[K${bar} ${percent}  ${name}${done === 1 ? '\n' : ''}`);
    } else if (name !== last) {
      out.write(`${percent}  ${name}\n`);
    }
    last = name;
  };
}
