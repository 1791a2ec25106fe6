import { Download } from 'lucide-react';
import { useState } from 'react';
import { CopyValue } from '../../../domain/CopyValue.tsx';
import { useText } from '../../../lib/i18n.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { loadReference } from '../reference/data.ts';
import { graphcacheKeys } from './graphcache-keys.ts';

const FILE = 'keys.ts';
const USE = "import { keys } from './keys.ts';\n\ncacheExchange({ keys });";

/** The keys for urql's normalized cache, as a file, and the line that uses them. */
export function KeysFile() {
  const t = useText();
  const [isLoading, setLoading] = useState(false);
  async function save() {
    setLoading(true);
    try {
      const { types } = await loadReference();
      const url = URL.createObjectURL(new Blob([graphcacheKeys(types)], { type: 'text/plain' }));
      Object.assign(document.createElement('a'), { href: url, download: FILE }).click();
      URL.revokeObjectURL(url);
    } finally {
      setLoading(false);
    }
  }
  return (
    <>
      <CopyValue label={t('ui.api.keysUse')} value={USE} />
      <div className="row">
        <Button icon={Download} isPending={isLoading} onPress={save}>
          {t('ui.api.keysFile', { file: FILE })}
        </Button>
      </div>
    </>
  );
}
