import { Hono } from "hono";
import * as z from "zod";
import type { Mailbox } from "../standins/sendgrid/mailbox.ts";

/** Mails that the list shows at first, and each time more are asked for; whoever looks for an older one still searches by its address. */
const MAILS_PAGE = 200;
const MAILS_LISTED_MAX = 2_000;

const pagesSchema = z.coerce.number().int().min(1).catch(1);
const eventSchema = z.enum(["delivered", "bounce", "dropped", "spamreport"]);

/** A mail is a stranger's page: no script, no request, no window of its own. */
const MAIL_POLICY =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

/** The mails that reached the SendGrid stand-in, and what becomes of them. */
export function mailRoutes(mailbox: Mailbox): Hono {
  const find = (id: string) => mailbox.list().find((mail) => mail.id === id);

  const app = new Hono();
  app.get("/mails", (context) => {
    const wanted = (context.req.query("to") ?? "").trim().toLowerCase();
    const pages = pagesSchema.parse(context.req.query("pages"));
    const all = mailbox.list();
    const found = all.filter(({ to }) => to.toLowerCase().includes(wanted));
    const listed = found.slice(-Math.min(pages * MAILS_PAGE, MAILS_LISTED_MAX)).reverse();
    return context.json({
      total: all.length,
      found: found.length,
      more: Math.min(MAILS_PAGE, found.length - listed.length, MAILS_LISTED_MAX - listed.length),
      mails: listed.map(({ html: _, text: __, ...mail }) => mail),
    });
  });
  app.get("/mails/:id", (context) => {
    const mail = find(context.req.param("id"));
    if (!mail) return context.json({ error: "There is no such mail." }, 404);
    const { html: _, ...rest } = mail;
    return context.json(rest);
  });
  app.get("/mails/:id/html", (context) => {
    const mail = find(context.req.param("id"));
    if (!mail) return context.text("There is no such mail.", 404);
    return context.html(mail.html, 200, { "content-security-policy": MAIL_POLICY });
  });
  app.post("/mails/:id/:event", async (context) => {
    const event = eventSchema.safeParse(context.req.param("event"));
    if (!event.success) return context.json({ error: "There is no such event." }, 404);
    await mailbox.deliver(context.req.param("id"), event.data);
    return context.json({});
  });
  return app;
}
