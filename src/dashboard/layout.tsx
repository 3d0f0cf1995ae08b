import type { Child } from "hono/jsx";
import type { Level } from "../domain/actor.ts";
import { type Place, shellWords } from "../lib/words/dashboard/shell.ts";
import type { Locale } from "../lib/words/locale.ts";
import { addressOf, places } from "./places.ts";

/** What every page of somebody who is in shows around it. */
export type Frame = {
  readonly shopName: string;
  readonly locale: Locale;
  readonly name: string;
  readonly level: Level;
  readonly csrfToken: string;
};

type PageProps = {
  readonly frame: Frame;
  readonly title: string;
  readonly heading: Child;
  readonly place: Place | null;
  readonly flash: Child;
  readonly children: Child;
};

/** A whole page with menu. */
export const Page = ({ frame, title, heading, place, flash, children }: PageProps) => {
  const words = shellWords[frame.locale];
  return (
    <Html locale={frame.locale} title={`${title} · ${frame.shopName}`}>
      <a class="skip" href="#page">
        {words.skip}
      </a>
      <header class="top">
        <a class="brand" href="/dashboard">
          {frame.shopName}
        </a>
        <span class="who">
          <a href="/dashboard/sessions" title={words.sessions}>
            <bdi>{frame.name}</bdi> · {words.levels[frame.level]}
          </a>
        </span>
        <form method="post" action="/dashboard/logout">
          <input type="hidden" name="csrf" value={frame.csrfToken} />
          <button class="quiet" type="submit">
            {words.logOut}
          </button>
        </form>
      </header>
      <div class="body">
        <Menu frame={frame} current={place} />
        <main id="page" tabindex={-1}>
          <h1>{heading}</h1>
          {flash}
          {children}
        </main>
      </div>
    </Html>
  );
};

const Menu = ({ frame, current }: { readonly frame: Frame; readonly current: Place | null }) => {
  const words = shellWords[frame.locale];
  return (
    <nav aria-label={words.menu}>
      {places.map(({ group, places: names }) => (
        <div class="places">
          {group ? <h2>{words.groups[group]}</h2> : null}
          <ul>
            {names.map((name) => (
              <li>
                <a href={addressOf(name)} aria-current={name === current ? "page" : undefined}>
                  {words.places[name]}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
};

/** A page for who is not in: one message, one way on. */
export const Bare = ({ locale, title, children }: { locale: Locale; title: string; children: Child }) => (
  <Html locale={locale} title={title}>
    <main class="bare" id="page">
      <h1>{title}</h1>
      {children}
    </main>
  </Html>
);

const Html = ({ locale, title, children }: { locale: Locale; title: string; children: Child }) => (
  <html lang={locale}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{title}</title>
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href="/dashboard/assets/style.css" />
      <script type="module" src="/dashboard/assets/script.js" />
    </head>
    <body>{children}</body>
  </html>
);
