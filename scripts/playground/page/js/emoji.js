const SVG = "http://www.w3.org/2000/svg";
const disc = (fill) => [["M18 1a17 17 0 1 0 0 34 17 17 0 0 0 0-34z", fill]];
const square = (fill) => [["M5 0h26a5 5 0 0 1 5 5v26a5 5 0 0 1-5 5H5a5 5 0 0 1-5-5V5a5 5 0 0 1 5-5z", fill]];
const ribbon = [["M8 0h8l2 7 2-7h8l-6 15h-8z", "#4a8de0"]];
const medal = (fill, digit) => [
  ...ribbon,
  ["M18 12a12 12 0 1 0 0 24 12 12 0 0 0 0-24z", fill],
  [digit, "#fff"],
];

/** Emoji that shops meet, each as paths of a 36 by 36 picture: like Discord, the page draws them itself. */
const PICTURES = {
  "🟢": disc("#78b159"),
  "🟡": disc("#fdcb58"),
  "🔴": disc("#dd2e44"),
  "🔵": disc("#55acee"),
  "⚪": disc("#e6e7e8"),
  "⚫": disc("#31373d"),
  "✅": [...square("#77b255"), ["M29 8 15 28l-8-8 3-3 4 5L25 5z", "#fff"]],
  "❌": [["M5 1 18 13 31 1l4 4-12 13 12 13-4 4-13-12L5 35l-4-4 12-13L1 5z", "#dd2e44"]],
  "⛔": [...disc("#be1931"), ["M7 14h22v8H7z", "#fff"]],
  "⚠": [
    ["M18 1a2 2 0 0 1 2 1l15 30a2 2 0 0 1-2 3H3a2 2 0 0 1-2-3L16 2a2 2 0 0 1 2-1z", "#ffcc4d"],
    ["M15 11h6l-1 13h-4zM18 26a3 3 0 1 1 0 6 3 3 0 0 1 0-6z", "#231f20"],
  ],
  "❔": [
    [
      "M10 12a8 8 0 1 1 12 7c-2 1-2 2-2 5h-4c0-5 0-6 3-8a4 4 0 1 0-5-4zM18 27a4 4 0 1 1 0 8 4 4 0 0 1 0-8z",
      "#ccd6dd",
    ],
  ],
  "🎁": [
    ["M3 15h30v19H3zM1 9h34v7H1z", "#fdcb58"],
    ["M15 9h6v25h-6zM18 9C10 9 6 6 9 3s8 2 9 6c1-4 6-9 9-6s-1 6-9 6z", "#dd2e44"],
  ],
  "⭐": [["m18 1 5 11 12 1-9 8 3 12-11-6-11 6 3-12-9-8 12-1z", "#ffac33"]],
  "🥇": medal("#ffac33", "M16 17h4v14h-4v-9h-2v-3z"),
  "🥈": medal("#b8c4cc", "M13 19c3-4 10-2 10 2 0 3-3 4-5 7h5v3H13v-3c3-4 6-5 6-7 0-2-3-2-4 0z"),
  "🥉": medal(
    "#c8833f",
    "M13 18c3-3 10-1 10 2 0 2-1 3-2 4 4 2 2 8-4 8-2 0-4-1-5-3l3-2c1 2 5 2 5 0s-2-2-4-2v-3c2 0 4 0 4-2s-3-2-4 0z",
  ),
};

const KNOWN = new RegExp(`(${Object.keys(PICTURES).join("|")})\uFE0F?`, "u");

/** Text with its emoji drawn. */
export function withEmoji(text) {
  return text.split(KNOWN).map((part, index) => (index % 2 === 1 ? picture(part) : part));
}

function picture(emoji) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 36 36");
  svg.setAttribute("class", "emoji");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", emoji);
  for (const [d, fill] of PICTURES[emoji]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    path.setAttribute("fill", fill);
    svg.append(path);
  }
  return svg;
}
