import type { ImportDetail } from "../../../domain/imports/detail.ts";
import type { In } from "../../room.ts";

/** What each part of an import's page is given. */
export type Told = { readonly context: In; readonly found: ImportDetail };
