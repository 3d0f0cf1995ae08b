type FieldError = { readonly code: string; readonly message: string };

/** Discord's nested `errors`: a leaf is `_errors`, every other key is a field or an index. */
export type FormErrors = { [field: string]: FormErrors | FieldError[] };

/** A refusal in Discord's own form: HTTP status, JSON error code, sentence, and the fields when a form was wrong. */
export class DiscordError extends Error {
  override name = "DiscordError";
  readonly status: RefusalStatus;
  readonly code: number;
  readonly errors: FormErrors | undefined;
  constructor(status: RefusalStatus, code: number, message: string, errors?: FormErrors) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  body() {
    return { message: this.message, code: this.code, ...(this.errors ? { errors: this.errors } : {}) };
  }
}

type RefusalStatus = 400 | 401 | 403 | 404 | 405 | 413;

/** Codes as in Discord's "Opcodes and Status Codes". */
const REFUSALS = {
  generic404: [404, 0, "404: Not Found"],
  methodNotAllowed: [405, 0, "405: Method Not Allowed"],
  unauthorized: [401, 0, "401: Unauthorized"],
  unknownApplication: [404, 10002, "Unknown Application"],
  unknownChannel: [404, 10003, "Unknown Channel"],
  unknownGuild: [404, 10004, "Unknown Guild"],
  unknownMember: [404, 10007, "Unknown Member"],
  unknownMessage: [404, 10008, "Unknown Message"],
  unknownWebhook: [404, 10015, "Unknown Webhook"],
  unknownInteraction: [404, 10062, "Unknown interaction"],
  notForBots: [403, 20001, "Bots cannot use this endpoint"],
  tooLarge: [413, 40005, "Request entity too large"],
  alreadyAcknowledged: [400, 40060, "Interaction has already been acknowledged."],
  notTheAuthor: [403, 50005, "Cannot edit a message authored by another user"],
  emptyMessage: [400, 50006, "Cannot send an empty message"],
  cannotSendToUser: [403, 50007, "Cannot send messages to this user"],
  invalidWebhookToken: [401, 50027, "Invalid Webhook Token"],
  invalidRecipient: [400, 50033, "Invalid Recipient(s)"],
  notJson: [400, 50109, "The request body contains invalid JSON."],
  noMutualGuild: [403, 50278, "Cannot send messages to this user due to having no mutual guilds"],
} as const satisfies Record<string, readonly [RefusalStatus, number, string]>;

export function refusal(name: keyof typeof REFUSALS): DiscordError {
  const [status, code, message] = REFUSALS[name];
  return new DiscordError(status, code, message);
}
