import { DAY_MS } from "../../src/lib/time.ts";
import type { ScaleDatabase } from "./database.ts";
import { fill, hashSql, ownerSql, SEALED, STAFF_SQL, spreadSql, type Whole } from "./parts.ts";

const DAYS = 90;
const MINUTE_MS = 60_000;
/** Which part of the claims the imports of the end have: one as large as a file may be, and one that is being mailed. */
const LARGE_FROM = 0.85;
const MAILING_FROM = 0.95;

export const importId = (at: number) => `import-${String(at).padStart(4, "0")}`;
/** The largest import, and the one whose mails are on their way; behind them one that waits for its confirmation. */
export const largeImport = ({ imports }: Whole) => importId(imports - 2);
export const mailingImport = ({ imports }: Whole) => importId(imports - 1);
export const previewedImport = ({ imports }: Whole) => importId(imports);
export const lastClaimOf = ({ claims }: Whole, ofImport: string) => `${ofImport}.${claims + 1}`;

const importAt = ({ claims, imports }: Whole) =>
  `iif(n >= ${claims * MAILING_FROM}, ${imports - 1}, iif(n >= ${claims * LARGE_FROM}, ${imports - 2},
    n * ${imports - 2} / ${Math.ceil(claims * LARGE_FROM)}))`;

/** Orders that were imported, a claim and a mail each, over three months, and the files that they came in. */
export async function makeClaims(database: ScaleDatabase, whole: Whole): Promise<void> {
  await makeImports(database, whole);
  await makeClaimRows(database, whole);
  await makeMails(database, whole);
}

async function makeImports(database: ScaleDatabase, whole: Whole): Promise<void> {
  const { imports, nowMs } = whole;
  const findings = `json_object('columns', json_object('email', 'Email', 'amount', 'Total', 'order', 'Order'),
    'rows', 3333, 'accepted', 3333, 'repeatedInFile', 0, 'alreadyImported', 0, 'filtered', 0,
    'refused', json('[{"reason":"bad_email","count":1,"lines":[7]}]'), 'points', 3333000, 'amountSamples', json('[]'))`;
  await fill(
    database,
    imports + 1,
    `imports (id, state, asked_by, answer_until_ms, file_name, file_bytes, options, expiry_days, findings,
      confirm_until_ms, created_at_ms, finished_at_ms)`,
    `select printf('import-%04d', n), iif(n = ${imports}, 'previewed', iif(n = ${imports - 1}, 'mailing', 'done')),
       ${STAFF_SQL("n")}, 0, 'orders-' || n || '.csv', 400000, '{}', 60, ${findings},
       iif(n = ${imports}, ${nowMs + DAY_MS}, null), ${spreadSql("n", imports + 1, DAYS, whole)},
       iif(n < ${imports - 1}, ${spreadSql("n", imports + 1, DAYS, whole)} + 600000, null)
     from counted`,
  );
  await fill(
    database,
    whole.claims / 10,
    `import_rows (import_id, line, claim_id, code_hash, key_id, order_key, order_id, email_hash, email_sealed, points)`,
    `select '${previewedImport(whole)}', n + 2, '${previewedImport(whole)}.' || (n + 2), ${hashSql("n", 11)}, 'nokey',
       'order:next-' || n, 'next-' || n, ${hashSql("n", 12)}, ${SEALED}, 1000 from counted`,
  );
}

async function makeClaimRows(database: ScaleDatabase, whole: Whole): Promise<void> {
  const { claims, imports, nowMs } = whole;
  const createdAt = spreadSql("n", claims, DAYS, whole);
  await fill(
    database,
    claims,
    `claims (id, import_id, line, code_hash, key_id, order_key, order_id, email_hash, email_sealed, points, product,
      state, expires_at_ms, claimed_by, claimed_at_ms, ended_at_ms, created_at_ms)`,
    `, placed(n, at, made) as (select n, ${importAt(whole)}, ${createdAt} from counted),
     ended(n, at, made, state) as (select n, at, made, case
         when at = ${imports - 1} then 'pending'
         when n % 20 < 12 then 'claimed'
         when n % 20 = 12 then 'revoked'
         when made < ${nowMs - 60 * DAY_MS} then 'expired' else 'pending' end from placed)
     select printf('import-%04d.%d', at, n + 2), printf('import-%04d', at), n + 2, ${hashSql("n", 1)}, 'nokey',
       'order:so-' || n, 'SO-' || n, ${hashSql("n / 2", 2)}, ${SEALED}, 1 + n % 1000, 'Diamonds', state,
       made + ${60 * DAY_MS}, iif(state = 'claimed', ${ownerSql("n", whole)}, null),
       iif(state = 'claimed', min(${nowMs}, made + n % 480 * 3600000), null),
       iif(state in ('revoked', 'expired'), made + ${60 * DAY_MS}, null), made
     from ended`,
  );
}

async function makeMails(database: ScaleDatabase, whole: Whole): Promise<void> {
  const { claims, imports } = whole;
  await fill(
    database,
    claims,
    "mails (id, claim_id, import_id, outbox_id, state, reason, created_at_ms, state_at_ms)",
    `, placed(n, at, made) as (select n, ${importAt(whole)}, ${spreadSql("n", claims, DAYS, whole)} from counted),
     went(n, at, made, state) as (select n, at, made, case
         when at = ${imports - 1} then iif(n % 2 = 0, 'queued', 'sent')
         when n % 100 < 3 then 'bounced' when n % 100 = 3 then 'dropped' when n % 500 = 4 then 'complaint'
         when n % 100 = 13 then 'failed' when n % 100 = 14 then 'uncertain' when n % 100 < 12 then 'sent'
         else 'delivered' end from placed)
     select printf('import-%04d.%d.m', at, n + 2), printf('import-%04d.%d', at, n + 2), printf('import-%04d', at),
       printf('import-%04d.send.%d', at, n / 1000), state, iif(state in ('bounced', 'dropped'), '550 no such user', null),
       made, made + n % 60 * ${MINUTE_MS} from went`,
  );
  await inEvery(database, whole, 4);
  await database.run(
    `insert or ignore into suppressions (email_hash, kind, created_at_ms)
     select email_hash, 'bounced', state_at_ms from mails join claims on claims.id = claim_id where mails.state = 'bounced'`,
  );
}

/** What SendGrid reported of every so many-th mail. */
async function inEvery(database: ScaleDatabase, { claims }: Whole, step: number): Promise<void> {
  await fill(
    database,
    claims,
    "mail_events (id, mail_id, kind, at_ms)",
    `select mails.id || '.' || kind.value, mails.id, kind.value, state_at_ms - (kind.value = 'processed') * 1000
     from counted join mails on mails.rowid = n + 1, json_each('["processed", "delivered"]') as kind
     where n % ${step} = 0 and mails.state = 'delivered'`,
  );
}
