import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { ownDocuments } from './documents.vite.ts';
import { precompress } from './precompress.vite.ts';

/** A line of React Aria that imports the texts of one language, or lists them. */
const TEXTS = /^(?:import .*|\s+)"(?:.*\/)?([a-z]{2}-[A-Z]{2})(?:\.mjs)?".*\n/gm;

/** React Aria ships its texts in 34 languages; the portal uses two. */
const keepTwoLanguages: Plugin = {
  name: 'keep-two-languages',
  enforce: 'pre',
  transform(code, id) {
    if (!/[\\/]intlStrings\.mjs$/.test(id)) return null;
    return code.replace(TEXTS, (line, language) =>
      language === 'zh-CN' || language === 'en-US' ? line : '',
    );
  },
};

/** The placeholders of a date in one language. */
const PLACEHOLDERS = /^ {4}'?([\w-]+)'?: \{[^}]*\},?\n/gm;

/** So it does with the placeholders of dates, in 59. */
const keepTwoPlaceholders: Plugin = {
  name: 'keep-two-placeholders',
  enforce: 'pre',
  transform(code, id) {
    if (!/[\\/]datepicker[\\/]placeholders\.mjs$/.test(id)) return null;
    return code.replace(PLACEHOLDERS, (text, language) =>
      language === 'zh-CN' || language === 'en' ? text : '',
    );
  },
};

/** Both languages count days by the Gregorian calendar, so the date fields need none of the other twelve. */
const keepOneCalendar: Plugin = {
  name: 'keep-one-calendar',
  enforce: 'pre',
  load(id) {
    if (!/[\\/]@internationalized[\\/]date[\\/].*[\\/]createCalendar\.m?js$/.test(id)) return null;
    return `import { GregorianCalendar } from './calendars/GregorianCalendar.mjs';
      export const createCalendar = () => new GregorianCalendar();`;
  },
};

/** Texts, or groups of them, of the frame and of Home, which the first page loads. */
const EARLY = `
  enum event ui.ago ui.binding.invite.action ui.clock ui.close ui.copied ui.copy ui.crumbs ui.date ui.deadline ui.deadlineOf
  ui.density ui.discount.create ui.failure ui.form ui.goHome ui.home ui.invoicingData ui.job ui.leave
  ui.listSeparator ui.loading ui.mailbox ui.nav ui.notifications ui.offline ui.palette ui.product.BUYER
  ui.product.OPERATOR ui.product.PARTNER ui.product.SELLER ui.product.short ui.rate ui.requestId ui.retry ui.roles ui.session
  ui.shell ui.signIn ui.signOut ui.slow ui.span ui.staleData ui.tasks ui.theme ui.undo
`
  .trim()
  .split(/\s+/);
/** Enums whose words only later pages show: those of reports, of support terms and of support groups. */
const LATER = /^enum\.(?:\w+ReportDimension|Support\w+)\./;
const isEarly = (key: string): boolean =>
  !LATER.test(key) && EARLY.some((group) => key === group || key.startsWith(`${group}.`));

/**
 * The catalogs also hold texts of mails and papers, which a browser does not need. The module
 * `?late` has the texts of all pages but the first.
 */
const onlyScreens: Plugin = {
  name: 'only-screens',
  enforce: 'pre',
  transform(code, id) {
    const match = /[\\/]messages[\\/](?:zh|en)\.json(\?late)?$/.exec(id);
    if (!match) return null;
    const isLate = match[1] !== undefined;
    const messages = Object.entries(JSON.parse(code) as Record<string, string>);
    const kept = Object.fromEntries(
      messages.filter(([key]) => !/^(?:mail|paper)\./.test(key) && isEarly(key) !== isLate),
    );
    const json = JSON.stringify(kept);
    // Only a path that ends in `.json` is a JSON module.
    return isLate ? { code: `export default ${json}`, moduleType: 'js' } : json;
  },
};

/** Features whose pages share most of their parts. */
const FEATURE =
  /[\\/]features[\\/](customers|integrations(?=[\\/](?:upstream|account[\\/]\w+Commands))|invoices(?![\\/](?:data|document)[\\/])|orders|settlement|supervision)[\\/].*(?<!\.list)\.tsx?$/;

/** The server started by `npm run dev`. */
const server = `http://127.0.0.1:${process.env.PORT || 4000}`;

/** Rolldown joins the names of all entries that share a chunk; this keeps the first. */
const shortName = (name = 'asset'): string => name.split('~', 1)[0]!.replace(/\.\w+$/, '');

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [
    ownDocuments(),
    keepTwoLanguages,
    keepTwoPlaceholders,
    keepOneCalendar,
    onlyScreens,
    react(),
    precompress(),
  ],
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      ['/graphql', '/auth', '/demo', '/files', '/livez', '/m/'].map((path) => [path, server]),
    ),
  },
  build: {
    // The API explorer's editor is larger, and only its page loads it.
    chunkSizeWarningLimit: 2_000,
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    sourcemap: false,
    // The files of each page, for the test that counts them.
    manifest: true,
    // Inlining a font or picture as data: would weaken the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Compiler directives in the explorer's packages.
      checks: { moduleLevelDirective: false },
      output: {
        chunkFileNames: ({ name, moduleIds: [first] }) =>
          `assets/${first?.endsWith('?late') ? 'late-' : ''}${shortName(name)}-[hash].js`,
        assetFileNames: ({ names: [name] }) => `assets/${shortName(name)}-[hash][extname]`,
        codeSplitting: {
          groups: [
            // Otherwise each chunk would list the dependencies of its dialogs.
            { name: 'actions', test: /[\\/]features[\\/]\w+[\\/]actions\.ts$/ },
            { name: 'react', test: /node_modules[\\/](?:react|react-dom|scheduler)[\\/]/ },
            {
              name: 'router',
              test: /node_modules[\\/]@tanstack[\\/](?:react-router|router-core|history|react-store|store)[\\/]/,
            },
            { name: 'data', test: /node_modules[\\/](?:@urql|urql|wonka|@0no-co)[\\/]/ },
            { name: 'live', test: /node_modules[\\/]graphql-sse[\\/]/ },
            // A browser sends six requests at a time, so the parts of every page form one chunk,
            // and so do those of every list.
            { name: 'shell', tags: ['$initial'] },
            // One style sheet for all shared parts and for pages of many files, so that these wait for none.
            {
              name: 'styles',
              test: /[\\/]portal[\\/](?:ui|shell|list|domain|features[\\/](?:account|customers|discounts[\\/]offer|integrations|orders|reporting[\\/](?:chart|reports)))[\\/].*\.css$/,
            },
            // The parts of every Home; what only one role shows is a chunk of its own.
            { name: 'home', test: /[\\/]features[\\/]home[\\/](?!\w+[\\/]\w+Home\.tsx$)/ },
            // Small parts of lists, forms and records.
            {
              name: 'common',
              test: /[\\/](?:lib[\\/](?:command|debounce|drafts|idempotency|live-search|rate|version)\.ts|list[\\/](?:BackToList\.tsx|search\.ts)|domain[\\/]Term\.tsx|ui[\\/](?:display[\\/](?:DescriptionList|TwoLine)|fields[\\/](?:Field|Options|TextArea|TextField))\.tsx)$|react-aria(?:-components)?[\\/].*[\\/](?:Dialog|Group|Input|useFilter|useUpdateEffect)\.mjs$|[\\/]lucide-react[\\/].*[\\/]icons[\\/](?:calendar(?:-days)?|chevron-\w+)\.mjs$/,
            },
            // Small parts that lists, records and dialogs share, but no new discount has.
            {
              name: 'parts',
              test: /[\\/](?:domain[\\/](?:ActionButtons|StepButtons|demand[\\/]RatioScale)|features[\\/]reporting[\\/]DataAsOf|list[\\/]Neighbours|shell[\\/]RecordGate|ui[\\/](?:display[\\/]FactStrip|fields[\\/](?:Checkbox|SearchField|Select)|overlays[\\/](?:Confirm)?Dialog))\.tsx$|[\\/](?:domain[\\/]useStep|ui[\\/]layout[\\/]to-middle)\.ts$|[\\/]lucide-react[\\/].*[\\/]icons[\\/](?:arrow-(?:down|left|up)|ban|banknote|bookmark|calendar-(?:check|clock|plus)|chevrons-[\w-]+|circle|circle-x|download|file-text|gavel|pen-line|receipt|refresh-cw|rotate-ccw|save|send|star|trash|undo-2)\.mjs$/,
            },
            { name: 'days', test: /[\\/]lib[\\/](?:months|year)\.ts$/ },
            {
              name: 'list',
              test: /[\\/](?:list[\\/]ListPage\.tsx|domain[\\/](?:UpstreamAge\.tsx|bulk[\\/]import-action\.ts)|(?:programs|states)\.ts)$/,
            },
            {
              name: 'form',
              test: /[\\/](?:lib[\\/]FormField|shell[\\/](?:FormProblems|KeptNote|LeaveGuard|RestoredBanner)|ui[\\/]fields[\\/](?:MoneyField|PercentField))\.tsx$|[\\/]node_modules[\\/](?:zod|@hookform)[\\/]/,
            },
            {
              name: 'pickers',
              test: /[\\/](?:ui[\\/]fields[\\/]ComboBox|domain[\\/](?:Customer|Product|Remote)Picker)\.tsx$/,
            },
            {
              name: 'discounts',
              test: /[\\/]discounts[\\/](?:DiscountCommands\.ts|offer[\\/]OfferPreview\.tsx)$/,
            },
            { name: 'dates', test: /[\\/]ui[\\/]fields[\\/]DatePicker\.tsx$/ },
            {
              name: 'editor',
              test: /[\\/]discounts[\\/]editor[\\/](?!NewDiscountPage|EditDiscountPage|StaleDraft)[\w-]+\.tsx?$/,
            },
            // Parts that the pages of records share.
            {
              name: 'record',
              test: /[\\/]domain[\\/](?:(?:discussion|files|record)[\\/]\w+|demand[\\/]DemandClock|derivation[\\/]DerivedAmount|ActChanges|ActivityTimeline|RecentTimeline|StepsCard|task-steps)\.tsx?$|[\\/]shell[\\/]PrintButton\.tsx$|[\\/]ui[\\/](?:display[\\/](?:CheckList|Stepper)|feedback[\\/]Progress|fields[\\/]FileField|layout[\\/](?:Pending)?Tabs)\.tsx$/,
            },
            {
              name: 'desk',
              test: /[\\/](?:ui[\\/](?:layout[\\/]Desk|fields[\\/]Switch)\.tsx|domain[\\/](?:bulk[\\/]useJobReport|authorization[\\/]answer-requests|demand[\\/]answer-demands)\.ts|domain[\\/]authorization[\\/]JointFacts\.tsx)$/,
            },
            {
              name: 'binding',
              test: /[\\/]domain[\\/]binding[\\/]Binding(?:Actions|Request)\.tsx$/,
            },
            {
              name: 'demand',
              test: /[\\/]demands[\\/](?:\w+[\\/])?(?:DemandCommands|OfferCommands|DraftDiscountButton)\.tsx?$/,
            },
            {
              name: 'step',
              test: /[\\/](?:shell[\\/](?:FormDialog|useDiscardGuard)|domain[\\/]Reason(?:Dialog|Field|Templates))\.tsx$/,
            },
            {
              name: 'discount',
              test: /[\\/]discounts[\\/]record[\\/]Discount(?:Actions|Facts|Lines|Notices|Thread)\.tsx$/,
            },
            {
              debugName: 'feature',
              name: (id) => FEATURE.exec(id)?.[1] ?? null,
              test: FEATURE,
              minShareCount: 2,
            },
          ],
        },
      },
    },
  },
});
