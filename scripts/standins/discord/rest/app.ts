import { Hono } from "hono";
import type { Core } from "../core.ts";
import { refusal } from "../failure.ts";
import { applicationRoutes } from "./applications.ts";
import { authorizeRoutes } from "./authorize.ts";
import { cdnRoutes } from "./cdn.ts";
import { channelRoutes } from "./channels.ts";
import { logRequests, onError, requireUserAgent } from "./door.ts";
import { oauthRoutes } from "./oauth.ts";
import { rateLimits } from "./rate.ts";
import { webhookRoutes } from "./webhooks.ts";

export const API_PATH = "/discord/api/v10";

/** Discord's REST API under `/discord/api/v10`, its login page and its CDN at the root of the same origin. */
export function restApp(core: Core): Hono {
  const api = new Hono();
  api.use("*", logRequests(core), core.faults.middleware, requireUserAgent, rateLimits(core));
  api.route("/", webhookRoutes(core));
  api.route("/", channelRoutes(core));
  api.route("/", oauthRoutes(core));
  api.route("/", applicationRoutes(core));
  api.all("*", () => {
    throw refusal("generic404");
  });
  api.onError(onError);

  const app = new Hono();
  app.route(API_PATH, api);
  app.route("/", authorizeRoutes(core));
  app.use("/ephemeral-attachments/*", core.faults.middleware);
  app.route("/", cdnRoutes(core));
  return app;
}
