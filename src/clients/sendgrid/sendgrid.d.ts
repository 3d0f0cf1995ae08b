/**
 * The packages' own declarations pair `export =` of an instance with named exports, of which TypeScript 7
 * lets only the instance through. These declare the two classes, as far as they are used.
 */
declare module "@sendgrid/client" {
  export type ClientRequest = {
    readonly method: string;
    readonly url: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: object;
  };

  export class Client {
    setApiKey(apiKey: string): void;
    setDefaultRequest(defaults: { baseUrl: string }): this;
    /** Adds the base URL, the key and the headers that every request has. */
    createRequest(request: ClientRequest): {
      baseURL: string;
      url: string;
      method: string;
      headers: Record<string, string>;
    };
  }
}

declare module "@sendgrid/mail" {
  import type { ClientRequest } from "@sendgrid/client";
  import type { MailDataRequired } from "@sendgrid/helpers/classes/mail";

  /** Its `send` gives back what its client's `request` does. */
  export class MailService<Answer> {
    setClient(client: { request(request: ClientRequest): Promise<Answer> }): this;
    send(data: MailDataRequired): Promise<Answer>;
  }
}
