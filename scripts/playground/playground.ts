import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { type Context, Hono } from "hono";
import { csrf } from "hono/csrf";
import { secureHeaders } from "hono/secure-headers";
import { ClientRefusal } from "../standins/discord/exchange.ts";
import { REQUEST_BYTES_MAX } from "../standins/discord/limits.ts";
import { rememberPerson } from "../standins/discord/rest/authorize.ts";
import type { DiscordStandIn } from "../standins/discord/standin.ts";
import type { Person } from "../standins/discord/world.ts";
import type { MidtransStandIn } from "../standins/midtrans/standin.ts";
import type { Mailbox } from "../standins/sendgrid/mailbox.ts";
import { perform, readAct } from "./acts.ts";
import { mailRoutes } from "./mail-routes.ts";
import { paymentRoutes } from "./payment-routes.ts";
import { SAMPLES } from "./samples.ts";
import { streamChanges } from "./stream.ts";
import { messageView, seesChannelId, seesMessage, stateView } from "./view.ts";

export type PlaygroundOptions = {
  readonly discord: DiscordStandIn;
  readonly mailbox: Mailbox;
  readonly midtrans: MidtransStandIn;
  /** Where one logs in to the Worker's dashboard. */
  readonly loginUrl: string;
};

const LOOK_MAX_MS = 1_000;
const PAGE_FOLDER = join(import.meta.dirname, "page");

/** The web page on which one is a person of the shop's Discord. To be mounted at the root, beside the stand-ins. */
export function createPlayground({ discord, mailbox, midtrans, loginUrl }: PlaygroundOptions): Hono {
  const app = new Hono();
  app.get("/", (context) => context.redirect("/playground/"));
  app.use("/playground/*", csrf());
  app.use("/playground/*", async (context, next) => {
    await next();
    if (!context.res.headers.has("cache-control")) context.header("cache-control", "no-store");
  });

  app.route("/playground", mailRoutes(mailbox));
  app.route("/playground", paymentRoutes(midtrans));
  app.get("/playground/state", (context) =>
    context.json({
      ...stateView(discord, whoIs(discord, context)),
      samples: SAMPLES.map(({ bytes, ...about }) => ({ ...about, size: bytes.length })),
    }),
  );
  app.get("/playground/messages", (context) => {
    const person = whoIs(discord, context);
    const channelId = context.req.query("channel") ?? "";
    if (!seesChannelId(discord, person, channelId))
      return context.json({ error: "There is no such channel." }, 404);
    const messages = discord.messages(channelId).filter((message) => seesMessage(discord, person, message));
    return context.json(messages.map(messageView));
  });
  app.get("/playground/events", (context) =>
    streamChanges(context, { discord, mailbox, midtrans }, whoIs(discord, context)),
  );
  app.get("/playground/dashboard", (context) => {
    rememberPerson(context, whoIs(discord, context).id);
    return context.redirect(loginUrl);
  });
  app.post("/playground/act", async (context) => await act(discord, context));
  app.get("/playground/samples/:name", (context) => {
    const sample = SAMPLES.find(({ name }) => name === context.req.param("name"));
    if (!sample) return context.text("There is no such file.", 404);
    return context.body(Uint8Array.from(sample.bytes), 200, {
      "content-type": "text/csv",
      "content-disposition": `attachment; filename="${sample.name}"`,
    });
  });

  app.use("/playground/*", pageHeaders());
  app.use(
    "/playground/*",
    serveStatic({ root: PAGE_FOLDER, rewriteRequestPath: (path) => path.slice("/playground".length) }),
  );
  return app;
}

/** Whether a playground answers there, of this or another version. */
export async function isPlayground(url: string): Promise<boolean> {
  try {
    const page = await fetch(`${url}/playground/`, { signal: AbortSignal.timeout(LOOK_MAX_MS) });
    return (await page.text()).includes("<title>Coffer playground</title>");
  } catch {
    return false;
  }
}

/** Nothing from elsewhere: the page must work without a network. */
function pageHeaders() {
  return secureHeaders({
    strictTransportSecurity: false,
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", "data:"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  });
}

async function act(discord: DiscordStandIn, context: Context): Promise<Response> {
  if (Number(context.req.header("content-length") ?? 0) > REQUEST_BYTES_MAX) {
    return context.json({ error: "The files are larger than 25 MB together." }, 413);
  }
  const { act, files } = await readAct(await context.req.formData());
  try {
    const exchange = await perform(discord, whoIs(discord, context).id, act, files);
    if (!exchange) return context.json({});
    const { failure, problem, choices, message, modal } = exchange;
    return context.json({
      failure,
      problem,
      choices,
      channelId: message?.channelId ?? null,
      messageId: message?.id ?? null,
      modal: modal && { id: modal.id, ...modal.modal },
    });
  } catch (error) {
    if (error instanceof ClientRefusal) return context.json({ error: error.message }, 400);
    throw error;
  }
}

function whoIs(discord: DiscordStandIn, context: Context): Person {
  const [first] = discord.world.users;
  const person = discord.person(context.req.query("as") ?? "") ?? (first && discord.person(first.id));
  if (!person) throw new Error("the playground has no people");
  return person;
}
