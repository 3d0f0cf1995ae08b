import { describe, expect, it } from "vitest";
import { openapiText } from "../scripts/openapi/document.ts";
import { operations } from "../scripts/openapi/operations.ts";
import { problems, problemType } from "../src/api/problem.ts";
import { routes } from "../src/api/routes.ts";
import { described, holdToFile, openapiFile } from "./support/openapi.ts";

const inFile = Object.values(described.paths).flatMap((methods) => Object.values(methods));

describe("openapi.json", () => {
  it("is what the code says: npm run openapi writes it", () => {
    expect(openapiFile).toBe(openapiText());
  });

  it("describes every route, and nothing else but itself", () => {
    const ids = routes.map(({ operation }) => operation);
    expect(new Set(ids).size).toBe(ids.length);
    expect(inFile.map(({ operationId }) => operationId).sort()).toEqual([...ids, "getDescription"].sort());
    expect(Object.keys(operations).sort()).toEqual([...ids].sort());
  });

  it("has every schema that it points to", () => {
    const pointed = [...openapiFile.matchAll(/"\$ref": "#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name,
    );
    expect(pointed.length).toBeGreaterThan(20);
    for (const name of pointed) expect(Object.keys(described.components.schemas)).toContain(name);
  });

  it("has a type of its own for each problem", () => {
    for (const name of Object.keys(problems)) expect(openapiFile).toContain(`"urn:coffer:problem:${name}"`);
    expect(problemType("malformed")).toBe("urn:coffer:problem:malformed");
  });
});

describe("an answer that the file does not describe is found:", () => {
  const path = "/api/v1/wallets/118000000000000000";
  const json = new Headers({ "content-type": "application/json", "cache-control": "no-store" });
  const wallet = {
    member: "118000000000000000",
    balance: 1,
    debt: 0,
    currency: "IDR",
    digits: 0,
    movedAt: null,
  };
  const problem = new Headers({ "content-type": "application/problem+json", "cache-control": "no-store" });

  it("none in a good one", () => {
    expect(holdToFile("GET", path, { status: 200, headers: json, body: wallet })).toBe("getWallet");
  });

  it.each([
    ["another status", { status: 201, headers: json, body: wallet }],
    ["another type", { status: 200, headers: problem, body: wallet }],
    ["a member more", { status: 200, headers: json, body: { ...wallet, more: 1 } }],
    ["a member less", { status: 200, headers: json, body: { ...wallet, debt: undefined } }],
    ["money that is not whole", { status: 200, headers: json, body: { ...wallet, balance: 0.5 } }],
    ["a moment that is none", { status: 200, headers: json, body: { ...wallet, movedAt: "yesterday" } }],
    [
      "one that may be kept",
      { status: 200, headers: new Headers({ "content-type": "application/json" }), body: wallet },
    ],
    [
      "a problem of another status",
      { status: 401, headers: problem, body: { type: problemType("malformed") } },
    ],
  ])("%s", (_, answered) => {
    expect(() => holdToFile("GET", path, answered)).toThrow();
  });
});
