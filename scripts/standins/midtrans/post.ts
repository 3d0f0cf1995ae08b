/** Midtrans waits no longer for an answer. */
const ANSWER_WITHIN_MS = 15_000;
const REDIRECTS_MAX = 5;

/** Posts a notification and resolves with the status of the answer; null when there was none. Follows what Midtrans follows. */
export async function postOnce(url: string, body: string, stop: AbortSignal): Promise<number | null> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
  let target = url;
  try {
    for (let redirects = 0; ; redirects++) {
      const answer = await fetch(target, {
        method: "POST",
        headers: { "content-type": "application/json", "user-agent": "Veritrans" },
        body,
        signal,
        redirect: "manual",
      });
      await answer.arrayBuffer();
      const to = [307, 308].includes(answer.status) ? answer.headers.get("location") : null;
      if (to === null || redirects === REDIRECTS_MAX) return answer.status;
      target = new URL(to, target).href;
    }
  } catch {
    return null;
  }
}
