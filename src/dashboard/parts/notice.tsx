import type { Child } from "hono/jsx";

export type NoticeTone = "done" | "info" | "warning" | "refused";

type NoticeProps = {
  readonly tone: NoticeTone;
  /** Left out where it stands above already. */
  readonly title?: string;
  readonly children?: Child;
};

/** A message above a page's content; screen readers tell it at once. */
export const Notice = ({ tone, title, children }: NoticeProps) => (
  <div class={`notice ${tone}`} role={tone === "refused" || tone === "warning" ? "alert" : "status"}>
    {title ? <strong>{title}</strong> : null}
    {children ? <div>{children}</div> : null}
  </div>
);
