import { Client, type ClientRequest } from "@sendgrid/client";
import { MailService } from "@sendgrid/mail";
import { SECOND_MS } from "../../lib/time.ts";
import { readLimited } from "../http.ts";
import { MAIL_ID_ARG } from "./events.ts";
import { type Answer, classify, type SendOutcome } from "./outcome.ts";
import { type Substitutions, tag } from "./substitution.ts";

/** SendGrid's limit of personalizations, and with one address each of recipients, in a call. */
export const RECIPIENTS_PER_CALL_MAX = 1_000;

/** After this long without an answer the call counts as uncertain. */
export const SEND_TIMEOUT_MS = 30 * SECOND_MS;

const ANSWER_BYTES_MAX = 1_000_000;

/** What all recipients of a call share: texts with substitution tags. */
export type MailContent = { readonly subject: string; readonly text: string; readonly html: string };

/** One address of a call; `mailId` comes back in each of its events. */
export type MailRecipient = {
  readonly mailId: string;
  readonly address: string;
  readonly substitutions: Substitutions;
};

/** One call to SendGrid. Addresses must differ: a duplicate makes SendGrid refuse all of it. */
export type MailCall = {
  readonly content: MailContent;
  readonly recipients: readonly MailRecipient[];
  readonly nowMs: number;
};

export type SendGrid = { send(call: MailCall): Promise<SendOutcome> };

export type SendGridSettings = {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly from: { readonly name: string; readonly email: string };
  readonly timeoutMs?: number;
};

/**
 * A client of SendGrid's v3 mail API. `send` never rejects for what SendGrid or the network does.
 * @throws RangeError for a call without recipients or with more than `RECIPIENTS_PER_CALL_MAX`.
 */
export function createSendGrid(settings: SendGridSettings): SendGrid {
  return {
    async send({ content, recipients, nowMs }) {
      if (recipients.length === 0 || recipients.length > RECIPIENTS_PER_CALL_MAX) {
        throw new RangeError(
          `a call has 1 to ${RECIPIENTS_PER_CALL_MAX} recipients, not ${recipients.length}`,
        );
      }
      const service = new MailService<Answer>();
      service.setClient(new CallClient(settings, recipients.map(personalization)));
      const answer = await service.send({
        from: settings.from,
        ...content,
        // Tracking would add an image and pass links through another host.
        trackingSettings: {
          clickTracking: { enable: false, enableText: false },
          openTracking: { enable: false },
          subscriptionTracking: { enable: false },
        },
        personalizations: [],
      });
      return classify(answer, { recipients: recipients.length, nowMs });
    },
  };
}

type Personalization = ReturnType<typeof personalization>;

function personalization({ mailId, address, substitutions }: MailRecipient) {
  const tagged = Object.entries(substitutions).map(([name, value]) => [tag(name), value]);
  return {
    to: [{ email: address }],
    substitutions: Object.fromEntries(tagged),
    custom_args: { [MAIL_ID_ARG]: mailId },
  };
}

/**
 * Makes one call: puts the recipients into the mail that the library has built, and sends it with the runtime's
 * own fetch. The library would copy each recipient five times, some 40 ms for 1,000, and bring axios.
 */
class CallClient extends Client {
  readonly #settings: SendGridSettings;
  readonly #personalizations: readonly Personalization[];

  constructor(settings: SendGridSettings, personalizations: readonly Personalization[]) {
    super();
    this.#settings = settings;
    this.#personalizations = personalizations;
    this.setApiKey(settings.apiKey);
    this.setDefaultRequest({ baseUrl: settings.baseUrl });
  }

  async request({ body, ...request }: ClientRequest): Promise<Answer> {
    const { baseURL, url, method, headers } = this.createRequest(request);
    const whole = JSON.stringify({ ...body, personalizations: this.#personalizations });
    try {
      const response = await fetch(`${baseURL}${url}`, {
        method,
        headers,
        body: whole,
        // It would carry the key and the recipients to another place.
        redirect: "manual",
        signal: AbortSignal.timeout(this.#settings.timeoutMs ?? SEND_TIMEOUT_MS),
      });
      const text = new TextDecoder().decode(await readLimited(response.body, ANSWER_BYTES_MAX));
      return { status: response.status, headers: Object.fromEntries(response.headers), body: readJson(text) };
    } catch (error) {
      const timedOut = error instanceof Error && error.name === "TimeoutError";
      return { lost: timedOut ? "timeout" : "connection_lost" };
    }
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
