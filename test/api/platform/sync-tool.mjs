// Copies records to a local store: node sync-tool.mjs URL KEY FILE. Prints the number of rows that it read.
import { DatabaseSync } from 'node:sqlite';

const LISTS = {
  customers: 'id name status accessLevel tags updatedAt',
  exclusiveDiscounts: 'id number name note status updatedAt lines { payRate netPrice { amount } }',
  orders: 'id number status dealTotal { amount } updatedAt',
  orderLines: 'id orderNumber status supervision updatedAt',
};
const [url, key, file] = process.argv.slice(2);
const store = new DatabaseSync(file);
store.exec(`create table if not exists record (list, id, value, primary key (list, id));
  create table if not exists place (list primary key, after)`);
let rows = 0;
for (const [list, fields] of Object.entries(LISTS)) {
  for (let more = true; more; ) {
    const after = store.prepare('select after from place where list = ?').get(list)?.after ?? null;
    const query = `query($after: String) { ${list}(first: 10, after: $after, orderBy: { field: UPDATED, direction: ASC }) {
      nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`;
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ query, variables: { after } });
    const { data } = await (
      await fetch(`${url}/graphql`, { method: 'POST', headers, body })
    ).json();
    const { nodes, pageInfo } = data[list];
    store.exec('begin');
    const put = store.prepare('insert or replace into record values (?, ?, ?)');
    for (const node of nodes) put.run(list, node.id, JSON.stringify(node));
    const end = pageInfo.endCursor ?? after;
    store.prepare('insert or replace into place values (?, ?)').run(list, end);
    store.exec('commit');
    rows += nodes.length;
    more = pageInfo.hasNextPage;
  }
}
console.log(rows);
