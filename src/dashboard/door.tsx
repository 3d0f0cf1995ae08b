import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { trimTrailingSlash } from "hono/trailing-slash";
import { BodyTooLarge } from "../clients/http.ts";
import { shellWords } from "../lib/words/dashboard/shell.ts";
import { showFailure } from "./failure.tsx";
import { files } from "./files.ts";
import { enter } from "./guard.ts";
import { guardHeaders } from "./headers.ts";
import { login } from "./login.tsx";
import { achievements } from "./pages/achievements/index.tsx";
import { audit } from "./pages/audit.tsx";
import { claims } from "./pages/claims/index.tsx";
import { imports } from "./pages/imports/index.tsx";
import { jobs } from "./pages/jobs/index.tsx";
import { ledger } from "./pages/ledger/index.ts";
import { mail } from "./pages/mail/index.tsx";
import { balances } from "./pages/members/balances.tsx";
import { members } from "./pages/members/index.tsx";
import { member } from "./pages/members/one.tsx";
import { orders } from "./pages/orders/index.tsx";
import { overview } from "./pages/overview/index.tsx";
import { referrals } from "./pages/referrals/index.tsx";
import { ownSessions } from "./pages/sessions.tsx";
import { settings } from "./pages/settings.tsx";
import { shop } from "./pages/shop/index.ts";
import { tokens } from "./pages/tokens/index.tsx";
import { topups } from "./pages/topups/index.ts";
import { Notice } from "./parts/notice.tsx";
import { showTypedAgain } from "./refusedForm.tsx";
import type { In, Inside, Room } from "./room.ts";
import { show } from "./show.tsx";
import { isUpload, streamed } from "./upload.tsx";

const FORM_BYTES_MAX = 64 * 1024;
const formLimit = bodyLimit({
  maxSize: FORM_BYTES_MAX,
  onError: () => {
    throw new BodyTooLarge(`a form of more than ${FORM_BYTES_MAX} bytes`);
  },
});

const notKept = { "cache-control": "no-store" };

const inside = new Hono<Inside>()
  .use(enter)
  .route("/", overview)
  .route("/imports", imports)
  .route("/claims", claims)
  .route("/mail", mail)
  .route("/members", members)
  .route("/members/balances", balances)
  .route("/members", member)
  .route("/achievements", achievements)
  .route("/audit", audit)
  .route("/jobs", jobs)
  .route("/settings", settings)
  .route("/sessions", ownSessions)
  .route("/shop", shop)
  .route("/topups", topups)
  .route("/ledger", ledger)
  .route("/tokens", tokens)
  .route("/orders", orders)
  .route("/referrals", referrals)
  .all("*", (context) => notThere(context));

/** The shop in a browser, below `/dashboard`. */
export const dashboard = new Hono<Inside>()
  .basePath("/dashboard")
  .use(guardHeaders)
  .use(trimTrailingSlash({ alwaysRedirect: true }))
  .route("/assets", files)
  .use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(notKept)) context.header(name, value);
  })
  .use(async (context, next) =>
    isUpload(context.req.path) ? await streamed(context, next) : await formLimit(context, next),
  )
  .route("/", login)
  .route("/", inside);

dashboard.onError(async (error, context) => {
  const read = (request: Request) => dashboard.fetch(request, context.env);
  return (await showTypedAgain(context, error, read)) ?? showFailure(context, error);
});

export { isUpload } from "./upload.tsx";

/** Answers a browser. */
export async function handleDashboard(room: Room, request: Request): Promise<Response> {
  const { shop } = room.deps;
  const own = new URL(shop.publicUrl);
  const asked = new URL(request.url);
  // Cookies and Discord's way back are of one host alone.
  if (asked.host !== own.host && request.method === "GET")
    return Response.redirect(new URL(asked.pathname + asked.search, own.origin).href, 302);
  return await dashboard.fetch(request, room);
}

function notThere(context: In) {
  const words = shellWords[context.var.session.locale];
  return show(
    context,
    { title: words.notThere, place: null, status: 404 },
    <Notice tone="info" title={words.notThereBody} />,
  );
}
