import { SECOND_MS } from "../lib/time.ts";

/** Discord gives up after three seconds, the way there and back included. */
export const ANSWER_WITHIN_MS = 1.8 * SECOND_MS;

/**
 * The answer if it comes in time. Else `placeholder` goes out now and `finish` gets the answer later,
 * within what the platform lets a request do after its response.
 */
export async function inTime<T>(
  work: Promise<T>,
  answer: (done: T) => Response | Promise<Response>,
  late: {
    placeholder: () => Response;
    finish: (done: T) => Promise<void>;
    after: (rest: Promise<void>) => void;
  },
): Promise<Response> {
  const timer = Promise.withResolvers<null>();
  const handle = setTimeout(() => timer.resolve(null), ANSWER_WITHIN_MS);
  const first = await Promise.race([work.then((done) => ({ done })), timer.promise]);
  clearTimeout(handle);
  if (first) return await answer(first.done);
  late.after(work.then(late.finish));
  return late.placeholder();
}
