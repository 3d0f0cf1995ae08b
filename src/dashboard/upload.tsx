import type { MiddlewareHandler } from "hono";
import type { Child } from "hono/jsx";
import type * as z from "zod/mini";
import type { Request } from "../domain/actor.ts";
import { newId } from "../lib/id.ts";
import { uploadWords } from "../lib/words/dashboard/uploads.ts";
import { DiscordText } from "./discordText.tsx";
import { FieldsWrong, FormStale } from "./failure.tsx";
import { REQUEST_FIELD, REQUEST_FORM } from "./parts/form.tsx";
import { Notice } from "./parts/notice.tsx";
import { depsOf, type In, type Inside } from "./room.ts";
import { type Flash, leave } from "./show.tsx";
import { takeApart } from "./uploadBody.ts";

/** Whatever is sent to such an address is a file, read as it comes in; its own reader limits it. */
const STREAMED = /\/upload$/;

export const isUpload = (path: string): boolean => STREAMED.test(path);

/** Takes what is left of a file when it is done or refused. */
export const streamed: MiddlewareHandler<Inside> = async (context, next) => {
  await next();
  await context.var.dropRest?.();
};

type UploadFormProps = {
  readonly context: In;
  /** Ends in `/upload`; the fields come as the first line of its body, the file behind them. */
  readonly action: string;
  /** What the beginning of the chosen file is shown to; it answers with more fields. */
  readonly look?: string;
  readonly accept: string;
  readonly bytesMax: number;
  readonly submit: string;
  readonly children?: Child;
};

/** A form with a file, dropped or chosen: script.js sends it as it is, so that the Worker never holds all of it. */
export const UploadForm = ({ accept, submit, children, ...frame }: UploadFormProps) => {
  const words = uploadWords[frame.context.var.session.locale];
  return (
    <SentForm {...frame} uploadTo={frame.action}>
      <noscript>
        <Notice tone="warning" title={words.needsScript} />
      </noscript>
      <label class="drop" data-drop>
        {words.file}
        <input type="file" name="file" accept={accept} required />
        <span class="hint">{words.drop}</span>
      </label>
      <div class="fields" data-looked aria-live="polite" />
      {children}
      <Outcome context={frame.context} />
      <button type="submit">{submit}</button>
    </SentForm>
  );
};

type FormWithFileProps = {
  readonly context: In;
  readonly action: string;
  /** Where the form goes when it has a file: ends in `/upload`, as that of `UploadForm`. */
  readonly uploadTo: string;
  readonly bytesMax: number;
  readonly hint: string;
  readonly children: Child;
  readonly buttons: Child;
};

/** A form that a file may come with. Without one, and without a script, it is sent as any other. */
export const FormWithFile = ({ hint, children, buttons, ...frame }: FormWithFileProps) => {
  const words = uploadWords[frame.context.var.session.locale];
  return (
    <SentForm {...frame}>
      {children}
      <noscript>
        <p class="hint">{words.needsScript}</p>
      </noscript>
      <label class="drop" data-drop hidden>
        {words.file}
        <input type="file" name="file" />
        <span class="hint">
          {words.drop} {hint}
        </span>
      </label>
      <Outcome context={frame.context} />
      {buttons}
    </SentForm>
  );
};

type SentFormProps = Pick<FormWithFileProps, "context" | "action" | "uploadTo" | "bytesMax" | "children"> &
  Pick<UploadFormProps, "look">;

/** What script.js must know of a form to send its file, and its token. */
const SentForm = ({ context, action, uploadTo, look, bytesMax, children }: SentFormProps) => {
  const words = uploadWords[context.var.session.locale];
  return (
    <form
      class="fields upload"
      method="post"
      action={action}
      data-upload={uploadTo}
      data-look={look}
      data-bytes-max={bytesMax}
      data-too-large={words.tooLarge}
      data-lost={words.lost}
    >
      <input type="hidden" name="csrf" value={context.var.csrfToken} />
      {children}
    </form>
  );
};

const Outcome = ({ context }: { readonly context: In }) => (
  <>
    <div data-outcome aria-live="assertive">
      <RequestField context={context} />
    </div>
    <label data-sending hidden>
      {uploadWords[context.var.session.locale].sending}
      <progress max="1" />
    </label>
  </>
);

const RequestField = ({ context }: { readonly context: In }) => {
  const { clock, random } = depsOf(context);
  return <input type="hidden" name={REQUEST_FIELD} value={`web-${newId(clock(), random)}`} />;
};

/** Leads the browser on after an upload that was read. */
export function uploadDone(context: In, to: string, flash?: Flash) {
  if (flash) leave(context, flash);
  return context.body(null, 201, { location: to });
}

/** Tells in the form why a file was not taken; the next try is a request of its own. */
export function uploadRefused(context: In, title: string, body: string) {
  const { locale } = context.var.session;
  return context.html(
    <div>
      <Notice tone="refused" title={title}>
        <DiscordText text={body} locale={locale} timeZone={depsOf(context).shop.timeZone} />
      </Notice>
      <RequestField context={context} />
    </div>,
    409,
  );
}

/**
 * What came with an upload: its request, the fields, and the file as it comes in.
 * @throws FormStale when it is not from our form; FieldsWrong when what was typed cannot be taken.
 */
export async function uploaded<T>(context: In, schema: z.ZodMiniType<T>) {
  const { body } = context.req.raw;
  const sent = body && (await takeApart(body, Number(context.req.header("content-length") ?? 0)));
  if (sent) context.set("dropRest", sent.dropRest);
  const requestId = sent?.fields[REQUEST_FIELD];
  if (!sent || requestId === undefined || !REQUEST_FORM.test(requestId)) throw new FormStale();
  const fields = schema.safeParse(sent.fields);
  if (!fields.success) throw new FieldsWrong(fields.error.issues.map(({ path }) => String(path[0])));
  const request: Request = { id: requestId, actor: context.var.session.actor };
  return { request, fields: fields.data, bytes: sent.fileBytes, file: sent.file };
}
