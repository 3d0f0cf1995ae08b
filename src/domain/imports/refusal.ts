/** What the columns of an order file are for. */
export type ColumnRole = "email" | "amount" | "order" | "product" | "date";

/** Why an uploaded file cannot be imported at all, with what the sentence about it needs. Lines count from 1. */
export type ImportRefusal =
  | { readonly kind: "file_too_large"; readonly bytesMax: number }
  | { readonly kind: "file_gone" }
  | { readonly kind: "file_empty" }
  | { readonly kind: "not_text" }
  | { readonly kind: "encoding_broken"; readonly readAs: "UTF-8" | "UTF-16" }
  | { readonly kind: "quote_broken"; readonly line: number }
  | { readonly kind: "row_too_long"; readonly line: number; readonly charsMax: number }
  | { readonly kind: "cell_too_long"; readonly line: number; readonly charsMax: number }
  | { readonly kind: "too_many_rows"; readonly rowsMax: number }
  | { readonly kind: "too_many_columns"; readonly columns: number; readonly columnsMax: number }
  | { readonly kind: "header_missing" }
  | { readonly kind: "column_missing"; readonly role: ColumnRole; readonly headers: readonly string[] }
  | {
      readonly kind: "column_ambiguous";
      readonly role: ColumnRole;
      readonly candidates: readonly string[];
      readonly headers: readonly string[];
    }
  | {
      readonly kind: "column_unknown";
      readonly role: ColumnRole;
      readonly asked: string;
      readonly headers: readonly string[];
    };

/** Thrown while a file is read; nothing of the file is imported then. */
export class ImportRefused extends Error {
  override name = "ImportRefused";
  readonly facts: ImportRefusal;
  constructor(facts: ImportRefusal) {
    super(facts.kind);
    this.facts = facts;
  }
}
