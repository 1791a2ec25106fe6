import { FileCheck } from 'lucide-react';
import { useClient } from 'urql';
import { CopyValue } from '../../domain/CopyValue.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import styles from './Bill.module.css';

const Bill = graphql(`
  fragment BillSeal_bill on SettlementBill { id number seal }
`);
const ProofQuery = graphql(`
  query BillProof($id: ID!) { settlementBill(by: { id: $id }) { id proof } }
`);

/** Saves a text as a file. */
function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}

/** Seal of a bill, and the proof by which everyone can add it up without the server. */
export function BillSeal({ bill }: { bill: FragmentType<typeof Bill> }) {
  const t = useText();
  const client = useClient();
  const { id, number, seal } = readFragment(Bill, bill);
  const file = `${number}.jsonl`;
  async function download() {
    const { data } = await client
      .query(ProofQuery, { id }, { requestPolicy: 'network-only' })
      .toPromise();
    const proof = data?.settlementBill?.proof;
    if (proof) save(file, proof);
  }
  return (
    <Card title={t('ui.bill.seal')} note="SHA-256">
      <div className="stack">
        <p className={styles.seal}>{seal}</p>
        <p className="note">{t('ui.bill.sealText')}</p>
        <div data-noprint className="stack">
          <Button icon={FileCheck} onPress={download}>
            {t('ui.bill.proof')}
          </Button>
          <CopyValue label={t('ui.bill.verifyOffline')} value={`npm run verify-bill -- ${file}`} />
        </div>
      </div>
    </Card>
  );
}
