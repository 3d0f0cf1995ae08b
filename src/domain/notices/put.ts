import type { Deps } from "../deps.ts";
import { putJob } from "../outbox/kinds.ts";
import type { Notice } from "../outbox/notice.ts";

/** The statement that has a member told something, once for each id; belongs into the batch of what it tells. */
export function putNotice(deps: Deps, id: string, notice: Notice) {
  return putJob(deps, id, "notice.send", notice, { memberId: notice.memberId });
}

/** What to ring for when the batch is committed. */
export const noticeBell = (id: string) => ({ id, kind: "notice.send" });
