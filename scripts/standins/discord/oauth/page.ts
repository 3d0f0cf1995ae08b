import { html } from "hono/html";
import type { Directory } from "../directory.ts";
import { type AuthorizationRequest, SCOPES } from "./request.ts";

/** The page on which a person of the server lets the application know them, or does not. It posts to its own address. */
export function choicePage(directory: Directory, request: AuthorizationRequest, chosenId: string) {
  const { guildName, botName, users } = directory.world;
  const people = users.map(({ id, username, displayName, title }) => {
    const checked = id === chosenId ? "checked" : "";
    const what = directory.left.has(id) ? "Has left the server" : title;
    return html`<label>
      <input type="radio" name="user_id" value="${id}" required ${checked} data-testid="as-${username}" />
      ${displayName}<small>${what}</small>
    </label>`;
  });
  const scopes = request.scopes.map((scope) => html`<li>${SCOPES.get(scope) ?? scope}</li>`);
  return page(
    `Authorize ${guildName}`,
    html`<p>${botName} would like to:</p>
      <ul>
        ${scopes}
      </ul>
      <form method="post">
        <fieldset>
          <legend>You are</legend>
          ${people}
        </fieldset>
        <p class="note">From here you go to ${new URL(request.redirectUri).origin}.</p>
        <div class="choice">
          <button name="choice" value="cancel" formnovalidate data-testid="cancel">Cancel</button>
          <button name="choice" value="authorize" class="primary" data-testid="authorize">Authorize</button>
        </div>
      </form>`,
  );
}

/** Says why Discord leads nowhere from here. */
export function refusalPage(why: string) {
  return page("This link does not work", html`<p data-testid="refusal">${why}</p>`);
}

function page(title: string, body: ReturnType<typeof html>) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/oauth2/page.css" />
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`;
}
