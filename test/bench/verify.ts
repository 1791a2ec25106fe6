import { isDeepStrictEqual } from 'node:util';
import { bodyFor } from './documents.ts';
import { type Operation, type Subject, UNIQUE } from './operations.ts';
import { commonPart, readAnswer } from './postgraphile/documents.ts';
import { contenders, type Running } from './servers.ts';

let serial = (Date.now() % 1e8) * 100;

/** The data of one request. Throws the server's error. */
export async function ask(
  server: Running,
  operation: Operation,
  subject: Subject,
  variables?: Readonly<Record<string, unknown>>,
): Promise<any> {
  const asked = variables ? { ...operation, variables: () => variables } : operation;
  const body = bodyFor(server.id, asked, subject);
  const response = await fetch(`http://127.0.0.1:${server.port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${subject.key}` },
    body: body.replaceAll(UNIQUE, String(serial++).padStart(UNIQUE.length, '0')),
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text);
  if (errors || !data)
    throw new Error(`${operation.name} at ${contenders[server.id].name}: ${text.slice(0, 500)}`);
  return data;
}

/**
 * Sends every server the same requests and compares the answers, so that no server is fast because it does
 * less. Returns the number of comparisons; throws at the first difference.
 */
export async function verify(
  servers: readonly Running[],
  chosen: readonly Operation[],
  subjects: readonly Subject[],
): Promise<number> {
  const [judge, ...others] = servers;
  let held = 0;
  for (const operation of chosen) {
    const { agreed = (data: any): any => data } = operation;
    for (const subject of operation.writes ? subjects.slice(0, 2) : subjects) {
      const expected = agreed(await ask(judge!, operation, subject));
      for (const server of others) {
        const answer = await ask(server, operation, subject);
        const foreign = server.id === 'postgraphile';
        const found = agreed(foreign ? readAnswer(operation, answer) : answer);
        const wanted = foreign ? commonPart(operation, expected) : expected;
        if (!isDeepStrictEqual(found, wanted))
          throw new Error(
            `${operation.name}: ${contenders[server.id].name} and ${contenders[judge!.id].name} disagree ${difference(found, wanted)}.`,
          );
        held++;
      }
    }
  }
  return held;
}

/** Describes the first difference between two values. */
function difference(a: unknown, b: unknown, path = 'in the data'): string {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return `${path}: ${JSON.stringify(a)} and ${JSON.stringify(b)}`;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  for (const key of keys) {
    const [x, y] = [(a as any)[key], (b as any)[key]];
    if (!isDeepStrictEqual(x, y)) return difference(x, y, `${path}.${key}`);
  }
  return path;
}
