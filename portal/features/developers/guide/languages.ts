import type { Example } from './examples.ts';

/** Address and key that an example's program uses. */
export interface Access {
  endpoint: string;
  key: string;
}

export type ProgramLanguage = 'curl' | 'typescript' | 'python';

/** Complete programs that run without further packages: a shell command, Node 24, Python 3. */
export const programIn: Readonly<
  Record<ProgramLanguage, (example: Example, access: Access) => string>
> = { curl, typescript, python };

const KEEP = 'Keep the cursor: the next run begins after it and reads only what changed.';
const STREAM = 'text/event-stream';

const isLive = ({ kind }: Example): boolean => kind === 'stream';
const addressOf = (example: Example, { endpoint }: Access): string =>
  isLive(example) ? `${endpoint}/stream` : endpoint;

function curl(example: Example, access: Access): string {
  const { query, variables } = example;
  const body = JSON.stringify({ query: query.replace(/\s+/g, ' '), variables });
  return [
    `curl ${isLive(example) ? '-N ' : ''}${addressOf(example, access)}`,
    "-H 'content-type: application/json'",
    ...(isLive(example) ? [`-H 'accept: ${STREAM}'`] : []),
    `-H 'authorization: Bearer ${access.key}'`,
    `-d '${body}'`,
  ].join(' \\\n  ');
}

function typescript(example: Example, access: Access): string {
  const { query, variables = {}, list } = example;
  const given = JSON.stringify(variables, null, 2);
  const send = `  method: 'POST',
  headers: {
    'content-type': 'application/json',${isLive(example) ? `\n    accept: '${STREAM}',` : ''}
    authorization: 'Bearer ${access.key}',
  },
  body: JSON.stringify({ query, variables }),
`;
  const address = `'${addressOf(example, access)}'`;
  if (isLive(example))
    return `const query = \`${query}\`;
const variables = ${given};
const response = await fetch(${address}, {
${send}});
for await (const text of response.body!.pipeThrough(new TextDecoderStream())) console.log(text);
`;
  const ask = `async function ask(query: string, variables: object): Promise<any> {
  const response = await fetch(${address}, {
${send.replace(/^(?=.)/gm, '  ')}  });
  if (response.status === 429) {
    const seconds = Number(response.headers.get('retry-after'));
    await new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
    return ask(query, variables);
  }
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].message);
  return data;
}

const query = \`${query}\`;
const variables = ${given};
`;
  if (list === undefined)
    return `${ask}console.log(JSON.stringify(await ask(query, variables)));\n`;
  return `${ask}let after: string | null = null;
let more = true;
while (more) {
  const { ${list} } = await ask(query, { ...variables, after });
  console.log(JSON.stringify(${list}.nodes));
  more = ${list}.pageInfo.hasNextPage;
  after = ${list}.pageInfo.endCursor ?? after;
}
${example.keepsCursor ? `// ${KEEP}\nconsole.log(after);\n` : ''}`;
}

function python(example: Example, access: Access): string {
  const { query, variables = {}, list } = example;
  const given = `query = """${query}"""
variables = ${pythonOf(variables)}
`;
  const headers = [
    '"content-type": "application/json"',
    ...(isLive(example) ? [`"accept": "${STREAM}"`] : []),
    `"authorization": "Bearer ${access.key}"`,
  ].join(', ');
  const request = `request = urllib.request.Request(
    "${addressOf(example, access)}",
    json.dumps({"query": query, "variables": variables}).encode(),
    {${headers}},
)
`;
  if (isLive(example))
    return `import json, urllib.request

${given}${request}with urllib.request.urlopen(request) as response:
    for line in response:
        print(line.decode().rstrip(), flush=True)
`;
  const ask = `import json, time, urllib.error, urllib.request

def ask(query, variables):
${request.replace(/^(?=.)/gm, '    ')}    try:
        with urllib.request.urlopen(request) as response:
            answer = json.load(response)
    except urllib.error.HTTPError as error:
        if error.code != 429:
            raise
        time.sleep(int(error.headers["retry-after"]))
        return ask(query, variables)
    if "errors" in answer:
        raise RuntimeError(answer["errors"][0]["message"])
    return answer["data"]

${given}`;
  if (list === undefined)
    return `${ask}print(json.dumps(ask(query, variables), ensure_ascii=False))\n`;
  return `${ask}after, more = None, True
while more:
    page = ask(query, {**variables, "after": after})["${list}"]
    print(json.dumps(page["nodes"], ensure_ascii=False))
    more = page["pageInfo"]["hasNextPage"]
    after = page["pageInfo"]["endCursor"] or after
${example.keepsCursor ? `# ${KEEP}\nprint(after)\n` : ''}`;
}

/** A JSON value as a Python literal; the examples contain no string with these words. */
const pythonOf = (value: unknown): string =>
  JSON.stringify(value, null, 4)
    .replace(/\bnull\b/g, 'None')
    .replace(/\btrue\b/g, 'True')
    .replace(/\bfalse\b/g, 'False');
