/** The body of an upload as a page of the dashboard sends it: a line with the form's fields, and the file. */
export const uploadOf = (fields: Readonly<Record<string, string>>, file: string): string =>
  `${new URLSearchParams({ ...fields })}\n${file}`;
