import { Hono } from "hono";
import type { Core } from "../core.ts";

/** Attachments under `/ephemeral-attachments/` for anybody; under `/attachments/` for browsers alone, as Discord's CDN turns Workers away. */
export function cdnRoutes(core: Core): Hono {
  const serve = (id: string) => {
    const file = core.files.find(id);
    if (!file) return new Response("This content is no longer available.", { status: 404 });
    const { contentType, filename } = file.attachment;
    return new Response(file.bytes, {
      headers: {
        "content-type": contentType,
        "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`,
        "x-content-type-options": "nosniff",
      },
    });
  };

  const app = new Hono();
  app.get("/ephemeral-attachments/:channel/:id/:name", (context) => serve(context.req.param("id")));
  app.get("/attachments/:channel/:id/:name", (context) =>
    context.req.header("sec-fetch-mode") ? serve(context.req.param("id")) : context.text("", 403),
  );
  return app;
}
