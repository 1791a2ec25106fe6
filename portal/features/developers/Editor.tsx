import './workers.ts';
// The separate style sheets: the combined one inlines fonts, which the content security policy
// refuses.
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import { GraphiQL } from 'graphiql';
import { useText } from '../../lib/i18n.tsx';
import { useShownTheme } from '../../lib/theme.ts';
import { CostLine } from './CostLine.tsx';
import styles from './Editor.module.css';
import { ask, type Operation } from './explorer-session.ts';

const FIRST_QUERY = `query Discounts {
  viewer { name role }
  exclusiveDiscounts(first: 5) {
    nodes {
      number
      name
      status
      netTotal { amount currency }
      customer { name }
    }
    count { value isExact }
  }
}
`;

export function Editor() {
  const theme = useShownTheme();
  const t = useText();
  return (
    <div className={styles.editor}>
      <GraphiQL
        fetcher={(operation) => ask(operation as Operation) as Promise<object>}
        defaultQuery={`# ${t('ui.explorer.keys')}\n# ${t('ui.explorer.book')}\n${FIRST_QUERY}`}
        forcedTheme={theme}
        isHeadersEditorEnabled={false}
        shouldPersistHeaders={false}
        showPersistHeadersSettings={false}
      >
        <GraphiQL.Logo>{null}</GraphiQL.Logo>
        <GraphiQL.Footer>
          <CostLine />
        </GraphiQL.Footer>
      </GraphiQL>
    </div>
  );
}
