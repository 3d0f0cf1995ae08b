const SVG = "http://www.w3.org/2000/svg";
const disc = (fill) => [["M18 1a17 17 0 1 0 0 34 17 17 0 0 0 0-34z", fill]];
const square = (fill) => [["M5 0h26a5 5 0 0 1 5 5v26a5 5 0 0 1-5 5H5a5 5 0 0 1-5-5V5a5 5 0 0 1 5-5z", fill]];
const ribbon = [["M8 0h8l2 7 2-7h8l-6 15h-8z", "#4a8de0"]];
const medal = (fill, digit) => [
  ...ribbon,
  ["M18 12a12 12 0 1 0 0 24 12 12 0 0 0 0-24z", fill],
  [digit, "#fff"],
];
const bell = [
  ["M18 3c6 0 10 4 10 11 0 8 5 9 5 15H3c0-6 5-7 5-15C8 7 12 3 18 3z", "#ffac33"],
  ["M14 31h8a4 4 0 0 1-8 0z", "#ffac33"],
];
const clock = (hands) => [
  ...disc("#66757f"),
  ["M18 4a14 14 0 1 0 0 28 14 14 0 0 0 0-28z", "#f5f8fa"],
  [hands, "#292f33"],
];
const hourglass = [
  ["M7 1h22v4H7zM7 31h22v4H7z", "#8899a6"],
  ["M10 5h16c0 7-5 9-5 13s5 6 5 13H10c0-7 5-9 5-13s-5-6-5-13z", "#ffe8b6"],
  ["M12 30c0-4 4-5 6-8 2 3 6 4 6 8zM13 10h10c-1 4-4 5-5 8-1-3-4-4-5-8z", "#ffac33"],
];

/** Emoji that shops meet, each as paths of a 36 by 36 picture: like Discord, the page draws them itself. */
const PICTURES = {
  "🟢": disc("#78b159"),
  "🟡": disc("#fdcb58"),
  "🟠": disc("#f4900c"),
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
  "🛍": [
    ["M4 12h28l2 24H2z", "#dd2e44"],
    ["M11 17V9a7 7 0 0 1 14 0v8h-3V9a4 4 0 0 0-8 0v8z", "#ffd983"],
  ],
  "💰": [
    ["M12 1h12l-3 8c9 4 13 12 13 19 0 5-3 7-8 7H10c-5 0-8-2-8-7 0-7 4-15 13-19z", "#fdd888"],
    ["M11 8h14v3H11zM14 17h8v3h-5v3h5v8h-8v-3h5v-2h-5z", "#67757f"],
  ],
  "🌱": [
    ["M16 18h4v18h-4z", "#3e721d"],
    ["M17 20C5 20 1 13 1 4c10 0 16 5 16 16zM19 24c0-9 5-14 16-14 0 9-5 14-16 14z", "#77b255"],
  ],
  "🎟": [
    ["M2 9h32v6a3 3 0 0 0 0 6v6H2v-6a3 3 0 0 0 0-6z", "#f4900c"],
    ["M10 11h2v3h-2zM10 17h2v3h-2zM10 23h2v3h-2z", "#fff"],
  ],
  "🚀": [
    ["M35 1c-10 0-17 4-23 13H5l-4 8 8 1 5 5 1 8 8-4v-7C32 18 35 11 35 1z", "#a0041e"],
    ["M25 7a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", "#bbddf5"],
    ["M8 26c-4 1-6 4-6 8 4 0 7-2 8-6z", "#ffac33"],
  ],
  "🏆": [
    ["M3 4h6v4H6c0 5 2 8 5 8v4C5 20 2 14 3 4zM33 4h-6v4h3c0 5-2 8-5 8v4c6 0 9-6 8-16z", "#c1694f"],
    ["M8 1h20c0 13-2 20-8 22v7h6v5H10v-5h6v-7C10 21 8 14 8 1z", "#ffac33"],
  ],
  "🏅": [...ribbon, ["M18 12a12 12 0 1 0 0 24 12 12 0 0 0 0-24z", "#ffac33"]],
  "🔔": bell,
  "🔕": [...bell, ["M3 1 36 33l-3 3L0 4z", "#dd2e44"]],
  "👀": [
    [
      "M9 6c5 0 8 5 8 12s-3 12-8 12-8-5-8-12S4 6 9 6zM27 6c5 0 8 5 8 12s-3 12-8 12-8-5-8-12 3-12 8-12z",
      "#f5f8fa",
    ],
    ["M10 14a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM28 14a4 4 0 1 1 0 8 4 4 0 0 1 0-8z", "#292f33"],
  ],
  "🚪": [
    ["M7 0h22v36H7z", "#c1694f"],
    ["M25 17a2 2 0 1 1 0 4 2 2 0 0 1 0-4z", "#ffcc4d"],
  ],
  "🏦": [
    ["M18 1 35 11v3H1v-3zM1 31h34v4H1z", "#ccd6dd"],
    ["M4 16h5v13H4zM15 16h6v13h-6zM27 16h5v13h-5z", "#99aab5"],
  ],
  "🔒": [
    ["M10 16v-5a8 8 0 0 1 16 0v5h-4v-5a4 4 0 0 0-8 0v5z", "#aab8c2"],
    ["M6 15h24v20H6z", "#ffac33"],
  ],
  "🚫": [
    ["M18 1a17 17 0 1 0 0 34 17 17 0 0 0 0-34zm0 5a12 12 0 1 1 0 24 12 12 0 0 1 0-24z", "#dd2e44"],
    ["m7 10 3-3 19 19-3 3z", "#dd2e44"],
  ],
  "⌛": hourglass,
  "⏳": hourglass,
  "🕐": clock("M17 9h2v8l5-5 2 2-8 7h-1z"),
  "🕓": clock("M17 9h2v8l7 5-1 2-8-5z"),
  "🔧": [["M24 1a9 9 0 0 0-8 12L2 27a5 5 0 0 0 7 7l14-14A9 9 0 0 0 35 9l-6 5-6-1-1-6z", "#8899a6"]],
  "💬": [
    ["M18 3c9 0 16 5 16 12s-7 12-16 12l-4-1c-2 3-5 5-9 6 2-2 3-5 3-8-4-2-6-5-6-9C2 8 9 3 18 3z", "#bdddf4"],
  ],
  "❓": [
    [
      "M10 12a8 8 0 1 1 12 7c-2 1-2 2-2 5h-4c0-5 0-6 3-8a4 4 0 1 0-5-4zM18 27a4 4 0 1 1 0 8 4 4 0 0 1 0-8z",
      "#be1931",
    ],
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
