import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { Inside } from "./room.ts";

const strict = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", "data:"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
    objectSrc: ["'none'"],
  },
  referrerPolicy: "same-origin",
  xFrameOptions: "DENY",
  crossOriginResourcePolicy: "same-origin",
});

/** Nothing is loaded from elsewhere, nothing inline runs, nobody frames it, and no shared machine keeps a page. */
export const guardHeaders: MiddlewareHandler<Inside> = async (context, next) => {
  await strict(context, next);
  const { policy } = context.var;
  if (policy) context.header("content-security-policy", policy);
};
