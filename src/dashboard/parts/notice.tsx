import type { Child } from "hono/jsx";

export type NoticeTone = "done" | "info" | "warning" | "refused";

/** A message above a page's content; screen readers tell it at once. */
export const Notice = ({ tone, title, children }: { tone: NoticeTone; title: string; children?: Child }) => (
  <div class={`notice ${tone}`} role={tone === "refused" || tone === "warning" ? "alert" : "status"}>
    <strong>{title}</strong>
    {children ? <div>{children}</div> : null}
  </div>
);
